using ResNetFlowers.Data.OnDevice;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Tests.Data.OnDevice;

/// <summary>What a device takes of a transform, and what the CPU does before.</summary>
public class DevicePlanTests
{
    private const int Side = 32;

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void ItTakesAllOfEveryPreset(string name)
    {
        TransformPreset preset = TransformPresets.Named(name, Side);
        Assert.True(DevicePlan.Of(preset.Train, preset.AfterNormalization, Side)!.TakesPhotos);
        Assert.True(DevicePlan.Of(preset.Validation.ToTransform(), null, Side)!.TakesPhotos);
    }

    public static TheoryData<string> PresetNames => [.. TransformPresets.Names];

    [Fact]
    public void ItTakesAsManyOfTheLastStepsAsItCan()
    {
        var blur = new GaussianBlur(3);
        var flip = new RandomHorizontalFlip();
        Assert.Equal(0, StepsBefore(new RandomResizedCrop(Side), flip, new RandAugment(), new CenterCrop(20)));
        Assert.Equal(2, StepsBefore(new RandomResizedCrop(Side), blur, flip));
        Assert.Equal(3, StepsBefore(new RandomResizedCrop(Side), flip, blur));
        // Photos of many sizes are one another's equals only when they have been resized.
        Assert.Equal(1, StepsBefore(new ColorJitter(0.1), new RandomResizedCrop(Side), flip));
        Assert.Equal(1, StepsBefore(new RandomRotation(10) { Expand = true }, new RandomResizedCrop(Side)));
        Assert.Equal(1, StepsBefore(new ResizeSquare(Side) { Interpolation = ResNetFlowers.Imaging.InterpolationMode.Nearest }, flip));
        // What is cut out may be larger than the photo.
        Assert.Equal(1, StepsBefore(new Resize(Side), new CenterCrop(Side + 1)));
        Assert.Equal(0, StepsBefore(new Resize(Side), new RandomCrop(Side)));
    }

    [Fact]
    public void ChanceThatIsDrawnForEachSampleStaysOnTheCpu()
    {
        Assert.Null(DevicePlan.Of(new RandomResizedCrop(Side), new RandomErasing { Value = null }, Side));
        Assert.NotNull(DevicePlan.Of(new RandomResizedCrop(Side), new RandomErasing(), Side));
    }

    // Two steps that are joined count as the one that they become.
    private static int StepsBefore(params IImageTransform[] steps) => DevicePlan.Of(new Compose(steps), null, Side)!.Before.Steps.Count;
}
