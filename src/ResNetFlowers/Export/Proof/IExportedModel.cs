namespace ResNetFlowers.Export.Proof;

/// <summary>An exported file, ready to run.</summary>
internal interface IExportedModel : IDisposable
{
    /// <summary>What runs it, for a person to read.</summary>
    string Runtime { get; }

    /// <summary>Runs it.</summary>
    /// <returns>The logits, <c>[N, classes]</c>, row-major.</returns>
    float[] Logits(ProofBatch batch);
}
