using ResNetFlowers.Neighbours;
using ResNetFlowers.Training.Checkpoints;

namespace ResNetFlowers.Training.Runs;

/// <summary>Finds the index of training photos that belongs to a checkpoint.</summary>
internal static class RunNeighbours
{
    /// <summary>Opens the index in a checkpoint's folder.</summary>
    /// <param name="path">The checkpoint's file.</param>
    /// <param name="checkpoint">What it says of its weights.</param>
    /// <returns>The index, which the caller disposes; null where there is none, or it is of other weights (those of another epoch, say).</returns>
    /// <exception cref="InputException">The index is damaged.</exception>
    public static NeighbourIndex? Open(string path, Checkpoint checkpoint)
    {
        string file = Path.Combine(Path.GetDirectoryName(path) ?? "", NeighbourIndex.FileName);
        if (!File.Exists(file)) return null;
        NeighbourIndex index = Read(file, checkpoint.Classes.Count);
        if (index.Weights == checkpoint.Fingerprint) return index;
        index.Dispose();
        return null;
    }

    private static NeighbourIndex Read(string file, int classes)
    {
        try
        {
            return NeighbourIndex.Open(file, classes);
        }
        catch (InputException exception)
        {
            throw new InputException(
                $"{file}: is damaged, or not what 'train' wrote; remove it, and photos are classified without being compared with those trained on", exception);
        }
    }
}
