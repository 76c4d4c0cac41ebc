using ResNetFlowers.Data.OnDevice.Changes;
using ResNetFlowers.Data.OnDevice.Numbers;
using ResNetFlowers.Imaging.Transforms.Drawn;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>
/// The changes of one stage: first what is done first to each picture, then what is done second, and so on; within such a round those of
/// one kind together, for their pictures alone.
/// </summary>
internal sealed class ChangeRounds
{
    private readonly List<Group> _groups = [];
    private readonly DeviceStage _stage;
    private readonly int _count;

    /// <param name="stage">The stage.</param>
    /// <param name="changes">What is done to each picture.</param>
    /// <param name="table">Receives what the device needs to know.</param>
    public ChangeRounds(DeviceStage stage, IReadOnlyList<IReadOnlyList<PictureChange>> changes, NumberTable table)
    {
        _stage = stage;
        _count = changes.Count;
        for (int round = 0; changes.Any(ofPicture => ofPicture.Count > round); round++)
        {
            int present = round;
            foreach (IGrouping<BatchKind, int> kind in Enumerable.Range(0, _count).Where(picture => changes[picture].Count > present)
                .GroupBy(picture => BatchChanges.KindOf(changes[picture][present])))
            {
                int[] pictures = [.. kind];
                PictureChange[] ofPictures = [.. pictures.Select(picture => changes[picture][present])];
                NumberRange indices = table.Add(pictures, picture => [picture]);
                _groups.Add(new Group(BatchChanges.Create(kind.Key, ofPictures, stage.Side, table), indices));
            }
        }
    }

    /// <summary>Does the changes, and crops.</summary>
    /// <param name="pictures"><c>[N, 3, side, side]</c>, float32 in whole numbers from 0 to 255; may be changed in place.</param>
    /// <param name="table">The numbers, on the same device.</param>
    /// <returns>The same, in the current dispose scope; of the cropped side where there is one.</returns>
    public Tensor Apply(Tensor pictures, Tensor table)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (Group group in _groups)
        {
            using DisposeScope ofGroup = NewDisposeScope();
            if (group.Indices.Length == _count)
            {
                pictures = ofGroup.MoveToOuter(group.Change.Apply(pictures, table));
                continue;
            }

            Tensor index = group.Indices.Of(table, -1).to(int64);
            pictures.index_copy_(0, index, group.Change.Apply(pictures.index_select(0, index), table));
        }

        if (_stage.Cropped is { } cropped)
        {
            long edge = Imaging.Cropping.Center(_stage.Side, _stage.Side, cropped, cropped).Left;
            pictures = pictures.narrow(2, edge, cropped).narrow(3, edge, cropped);
        }

        return scope.MoveToOuter(pictures);
    }

    private sealed record Group(IBatchChange Change, NumberRange Indices);
}
