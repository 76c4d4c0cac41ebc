namespace ResNetFlowers.Training.Timing;

/// <summary>
/// Where the time of an epoch went, in seconds. On a device that works ahead of the program, a part is the time that it took to hand
/// its work over, or to wait for room in the device's queue.
/// </summary>
/// <param name="Data">Waiting for batches to learn from.</param>
/// <param name="Forward">Batches to the device, through the network, and their loss.</param>
/// <param name="Backward">Gradients.</param>
/// <param name="Step">The optimizer, with clipping and the average of the weights.</param>
/// <param name="Validation">All of measuring on the validation photos.</param>
/// <param name="Other">The rest: saving, and telling how far it is.</param>
public sealed record EpochTiming(double Data, double Forward, double Backward, double Step, double Validation, double Other)
{
    /// <summary>The whole epoch.</summary>
    public double Total => Data + Forward + Backward + Step + Validation + Other;

    /// <summary>The share of its learning time in which the network had to wait for photos, in [0, 1].</summary>
    public double WaitShare => Data > 0 ? Data / (Data + Forward + Backward + Step) : 0;
}
