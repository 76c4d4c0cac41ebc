using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// The step that Adam (Kingma and Ba, 2015) and AdamW (Loshchilov and Hutter, 2019) share, in the order of operations of PyTorch's
/// torch.optim.Adam, over tensors of a whole group at once.
/// </summary>
internal static class AdamUpdate
{
    /// <param name="Parameters">What is learned.</param>
    /// <param name="Gradients">Their gradients, weight decay and sign already in them.</param>
    /// <param name="Means">Running means of the gradients.</param>
    /// <param name="Squares">Running means of their squares.</param>
    /// <param name="Maxima">Largest <paramref name="Squares"/> so far, for AMSGrad; else null.</param>
    /// <param name="Steps">How many steps each parameter has taken, this one included.</param>
    internal sealed record Batch(
        IReadOnlyList<Tensor> Parameters, IReadOnlyList<Tensor> Gradients, IReadOnlyList<Tensor> Means, IReadOnlyList<Tensor> Squares,
        IReadOnlyList<Tensor>? Maxima, IReadOnlyList<long> Steps);

    public static void Apply(Batch batch, double lr, double beta1, double beta2, double eps)
    {
        Foreach.Multiply(batch.Means, beta1);
        Foreach.Add(batch.Means, batch.Gradients, 1 - beta1);
        Foreach.Multiply(batch.Squares, beta2);
        Foreach.AddCMul(batch.Squares, batch.Gradients, batch.Gradients, 1 - beta2);
        if (batch.Maxima is not null) Foreach.Maximum(batch.Maxima, batch.Squares);

        // A parameter that had no gradient for a while is at an earlier step, and so has other corrections than the rest.
        foreach (IGrouping<long, int> same in Enumerable.Range(0, batch.Steps.Count).GroupBy(index => batch.Steps[index]))
        {
            Tensor[] Of(IReadOnlyList<Tensor> tensors) => [.. same.Select(index => tensors[index])];
            using DisposeScope scope = NewDisposeScope();
            Tensor[] denominators = Foreach.Sqrt(Of(batch.Maxima ?? batch.Squares));
            Foreach.Divide(denominators, Math.Sqrt(1 - Math.Pow(beta2, same.Key)));
            Foreach.Add(denominators, eps);
            Foreach.AddCDiv(Of(batch.Parameters), Of(batch.Means), denominators, -lr / (1 - Math.Pow(beta1, same.Key)));
        }
    }
}
