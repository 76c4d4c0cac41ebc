using ResNetFlowers.Data.Loading;
using ResNetFlowers.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Learning;

/// <summary>
/// Starts a network's first convolution as what decorrelates photos: the leading eigenvectors of the covariance of its patches, each with
/// both signs because a ReLU follows, scaled to unit variance ("94% on CIFAR-10 in 3.29 Seconds on a Single GPU", Jordan 2024, section
/// 3.2). It spares a short training the time in which filters form.
/// </summary>
internal static class StemWhitening
{
    // Enough for a covariance of 147 numbers: some ten thousand patches.
    private const int Photos = 512;

    // Patches that overlap say little more than those that do not.
    private const int Stride = 5;

    // Of the patches' variance, about 1 after normalization: keeps what hardly varies from being blown up.
    private const double Epsilon = 0.01;

    /// <summary>Overwrites <c>conv1.weight</c>, keeping its norm.</summary>
    /// <param name="model">A network with fresh weights, on the CPU.</param>
    /// <param name="batches">Photos as it will see them; as many as are needed are taken, and disposed.</param>
    public static void Apply(ResNet model, IEnumerable<Batch> batches)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable _ = no_grad();
        Tensor weight = model.state_dict()["conv1.weight"];
        (Tensor variances, Tensor directions) = linalg.eigh(Covariance(batches, (int)weight.shape[2]));

        // Ascending: the last ones are the leading ones.
        long half = weight.shape[0] / 2;
        Tensor leading = directions.narrow(1, directions.shape[1] - half, half) / (variances.narrow(0, variances.shape[0] - half, half) + Epsilon).sqrt();
        Tensor filters = cat([leading, leading * -1], dim: 1).t().reshape(weight.shape).to_type(weight.dtype);
        weight.copy_(filters * (Norm(weight) / Norm(filters)));
    }

    /// <returns><c>[C·k·k, C·k·k]</c>, float64.</returns>
    private static Tensor Covariance(IEnumerable<Batch> batches, int kernel)
    {
        Tensor? products = null;
        Tensor? sum = null;
        long patches = 0;
        int photos = 0;
        foreach (Batch batch in batches)
        {
            using (batch)
            {
                Tensor columns = nn.functional.unfold(batch.Images.cpu().contiguous(), kernel, stride: Stride);
                Tensor rows = columns.permute(0, 2, 1).reshape(-1, columns.shape[1]).to_type(float64);
                products = products is null ? rows.t().matmul(rows) : products.add_(rows.t().matmul(rows));
                sum = sum is null ? rows.sum(0L) : sum.add_(rows.sum(0L));
                patches += rows.shape[0];
                photos += batch.Count;
            }

            if (photos >= Photos) break;
        }

        Tensor mean = sum! / patches;
        return products! / patches - mean.unsqueeze(1).matmul(mean.unsqueeze(0));
    }

    private static double Norm(Tensor tensor) => (tensor * tensor).sum().sqrt().ToDouble();
}
