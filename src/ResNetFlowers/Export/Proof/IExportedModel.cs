namespace ResNetFlowers.Export.Proof;

/// <summary>An exported file, ready to run.</summary>
internal interface IExportedModel : IDisposable
{
    /// <summary>What runs it, for a person to read.</summary>
    string Runtime { get; }

    /// <summary>How far off a logit may be by rounding, for logits up to 1.</summary>
    float Tolerance { get; }

    /// <summary>Runs it.</summary>
    /// <returns>The logits, <c>[N, classes]</c>, row-major.</returns>
    float[] Logits(ProofBatch batch);
}
