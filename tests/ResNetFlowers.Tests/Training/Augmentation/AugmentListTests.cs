using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Training.Augmentation;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Tests.Training.Augmentation;

public class AugmentListTests
{
    /// <summary>An entry, and what torchvision prints of the transform with these parameters.</summary>
    public static TheoryData<string, string> Entries { get; } = new()
    {
        { "RandomResizedCrop", "RandomResizedCrop(size=(64, 64), scale=(0.08, 1.0), ratio=(0.75, 1.3333), interpolation=bilinear), antialias=None)" },
        { "{RandomResizedCrop: {size: 32, scale: [0.3, 1], ratio: [0.5, 2], interpolation: bicubic}}", "RandomResizedCrop(size=(32, 32), scale=(0.3, 1.0), ratio=(0.5, 2.0), interpolation=bicubic), antialias=None)" },
        { "{Resize: {size: 73}}", "Resize(size=73, interpolation=bilinear, max_size=None, antialias=None)" },
        { "{Resize: {size: [96, 96], interpolation: nearest}}", "Resize(size=(96, 96), interpolation=nearest, max_size=None, antialias=None)" },
        { "CenterCrop", "CenterCrop(size=(64, 64))" },
        { "{RandomCrop: {padding: 4}}", "RandomCrop(size=(64, 64), padding=4)" },
        { "{RandomCrop: {padding: null, pad_if_needed: true}}", "RandomCrop(size=(64, 64), padding=None)" },
        { "{RandomHorizontalFlip: {p: 0.3}}", "RandomHorizontalFlip(p=0.3)" },
        { "{RandomVerticalFlip: }", "RandomVerticalFlip(p=0.5)" },
        { "{RandomRotation: {degrees: 45, interpolation: BILINEAR, expand: true, fill: [1, 2, 3]}}", "RandomRotation(degrees=[-45.0, 45.0], interpolation=bilinear, expand=True, fill=(1, 2, 3))" },
        { "{RandomRotation: {degrees: [-10, 90], fill: 7}}", "RandomRotation(degrees=[-10.0, 90.0], interpolation=nearest, expand=False, fill=7)" },
        { "{RandomAffine: {degrees: 5, translate: [0.1, 0.2], scale: [0.5, 2], shear: 7}}", "RandomAffine(degrees=[-5.0, 5.0], translate=(0.1, 0.2), scale=(0.5, 2.0), shear=[-7.0, 7.0])" },
        { "{RandomAffine: {degrees: 0, shear: [-1, 2, -3, 4]}}", "RandomAffine(degrees=[0.0, 0.0], shear=[-1.0, 2.0, -3.0, 4.0])" },
        { "{ColorJitter: {brightness: 0.2, contrast: 0.1, saturation: 0.3, hue: 0.5}}", "ColorJitter(brightness=[0.8, 1.2], contrast=[0.9, 1.1], saturation=[0.7, 1.3], hue=[-0.5, 0.5])" },
        { "{RandomGrayscale: {p: 0.025}}", "RandomGrayscale(p=0.025)" },
        { "{GaussianBlur: {kernel_size: 5, sigma: [0.5, 1]}}", "GaussianBlur(kernel_size=(5, 5), sigma=(0.5, 1.0))" },
        { "{AutoAugment: {policy: svhn}}", "AutoAugment(policy=AutoAugmentPolicy.SVHN, fill=None)" },
        { "{RandAugment: {num_ops: 3, magnitude: 4, num_magnitude_bins: 10, fill: 128}}", "RandAugment(num_ops=3, magnitude=4, num_magnitude_bins=10, interpolation=InterpolationMode.NEAREST, fill=[128, 128, 128])" },
        { "{TrivialAugmentWide: {num_magnitude_bins: 20, interpolation: bilinear}}", "TrivialAugmentWide(num_magnitude_bins=20, interpolation=InterpolationMode.BILINEAR, fill=None)" },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void EveryTransformIsMadeAsTorchvisionWould(string entry, string text) =>
        Assert.Equal(text, Assert.Single(AugmentList.Parse($"[{entry}]", 64).Train.Steps).ToString());

    [Theory]
    [InlineData("RandomErasing", "RandomErasing(p=0.5, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0, inplace=False)")]
    [InlineData("{RandomErasing: {p: 0.25, scale: [0.1, 0.2], ratio: [0.5, 2], value: random}}", "RandomErasing(p=0.25, scale=(0.1, 0.2), ratio=(0.5, 2.0), value=random, inplace=False)")]
    [InlineData("{RandomErasing: {value: 0.5}}", "RandomErasing(p=0.5, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0.5, inplace=False)")]
    public void ErasingComesAfterNormalization(string entry, string text)
    {
        AugmentList list = AugmentList.Parse($"[CenterCrop, {entry}]", 64);
        Assert.Equal(text, list.AfterNormalization!.ToString());
        Assert.Single(list.Train.Steps);
    }

    [Fact]
    public void EveryTransformHasAnEntryHere() => Assert.DoesNotContain(
        TransformTable.Names, name => name != "RandomErasing" && !Entries.Any(row => ((string)row[0]).Contains(name, StringComparison.Ordinal)));

    [Theory]
    [InlineData("[RandomCrop", "--augment: is no YAML (")]
    [InlineData("[{}]", "--augment: entry 1: give a transform's name")]
    [InlineData("[CenterCrop, [CenterCrop]]", "--augment: entry 2: give a transform's name")]
    [InlineData("[{RandomRotation: 45}]", "--augment: entry 1, RandomRotation: give a transform's name, or its name with its parameters, as in {RandomRotation: {degrees: 45}}")]
    [InlineData("[Normalize]", "--augment: entry 1, Normalize: there is no such transform; choose among RandomResizedCrop, Resize, ")]
    [InlineData("[{ColorJitter: {brightnes: 1}}]", "--augment: entry 1, ColorJitter: brightnes: is no parameter of it; give brightness, contrast, saturation, hue")]
    [InlineData("[{ColorJitter: {hue: 0.7}}]", "--augment: entry 1, ColorJitter: hue 0.7: give a number from 0 to 0.5")]
    [InlineData("[{ColorJitter: {contrast: [1, 2]}}]", "--augment: entry 1, ColorJitter: contrast [1, 2]: give a number from 0 to 100")]
    [InlineData("[{ColorJitter: {contrast: .nan}}]", "--augment: entry 1, ColorJitter: contrast .nan: give a number from 0 to 100")]
    [InlineData("[{RandomResizedCrop: {scale: [1, 0.5]}}]", "--augment: entry 1, RandomResizedCrop: scale [1, 0.5]: give the lower end first")]
    [InlineData("[{RandomResizedCrop: {scale: 0.5}}]", "--augment: entry 1, RandomResizedCrop: scale 0.5: give 2 numbers in brackets from ")]
    [InlineData("[{RandomResizedCrop: {size: [3, 4]}}]", "--augment: entry 1, RandomResizedCrop: size [3, 4]: give a whole number of pixels")]
    [InlineData("[{RandomResizedCrop: {interpolation: lanczos}}]", "--augment: entry 1, RandomResizedCrop: interpolation lanczos: give nearest or bilinear or bicubic")]
    [InlineData("[RandomRotation]", "--augment: entry 1, RandomRotation: needs degrees, as in 'degrees: 45'")]
    [InlineData("[{RandomRotation: {degrees: 45, fill: 256}}]", "--augment: entry 1, RandomRotation: fill 256: give 1 or 3 numbers from 0 to 255")]
    [InlineData("[{RandomRotation: {degrees: 45, expand: maybe}}]", "--augment: entry 1, RandomRotation: expand maybe: give true or false")]
    [InlineData("[{RandomAffine: {degrees: 0, shear: [2, 1]}}]", "--augment: entry 1, RandomAffine: shear [2, 1]: give the lower end first")]
    [InlineData("[{GaussianBlur: {kernel_size: 4}}]", "--augment: entry 1, GaussianBlur: kernel_size 4: give an odd number")]
    [InlineData("[GaussianBlur]", "--augment: entry 1, GaussianBlur: needs kernel_size")]
    [InlineData("[{RandAugment: {magnitude: 31}}]", "--augment: entry 1, RandAugment: magnitude 31: give a whole number from 0 to 30")]
    [InlineData("[{RandomCrop: {padding: 1.5}}]", "--augment: entry 1, RandomCrop: padding 1.5: give a whole number from 0 to 4096")]
    [InlineData("[{ColorJitter: {[a]: 1, [b]: 2}}]", "--augment: entry 1, ColorJitter: [a]: is no parameter of it; give brightness")]
    [InlineData("[{RandomRotation: {degrees: 45, {a: b}: 1}}]", "--augment: entry 1, RandomRotation: {a: b}: is no parameter of it; give degrees")]
    [InlineData("[RandomErasing, CenterCrop]", "--augment: entry 2: comes after RandomErasing")]
    public void AFaultNamesTheEntryAndTheMend(string list, string message) =>
        Assert.StartsWith(message, Assert.Throws<InputException>(() => AugmentList.Parse(list, 64)).Message, StringComparison.Ordinal);

    [Fact]
    public void WhatIsTooDeepIsRefused() => Assert.StartsWith(
        "--augment: is no YAML (it is far too deep); ",
        Assert.Throws<InputException>(() => AugmentList.Parse(new string('[', 100_000), 64)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", 1, "--augment: a photo of 448x336 becomes 448x336; the last step that changes the size must make it 224x224")]
    [InlineData("[RandomHorizontalFlip, Resize, RandomVerticalFlip]", 1, "--augment: entry 2, Resize: a photo of 448x336 becomes 298x224; ")]
    [InlineData("[{CenterCrop: {size: 224}}]", 0.5, "--augment: entry 1, CenterCrop: a photo of 224x168 becomes 224x224; the last step that changes the size must make it 112x112")]
    [InlineData("[{Resize: {size: 64}}, RandomCrop]", 1, "--augment: entry 2, RandomCrop: what comes to it is too small: 85x64, for a crop of 224x224; resize first")]
    [InlineData("[RandomResizedCrop, {RandomRotation: {degrees: [45, 45], expand: true}}]", 1, "--augment: entry 2, RandomRotation: a photo of 448x336 becomes 318x318; ")]
    public void WhatDoesNotFitTheNetworkIsRefusedBeforeTraining(string list, double startScale, string message)
    {
        TrainOptions options = new() { Augment = list, StartScale = startScale };
        Assert.StartsWith(message, Assert.Throws<InputException>(options.Validate).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", "Resize(size=73, ")]
    [InlineData("middle", "Resize(size=73, ")]
    [InlineData("square", "Resize(size=(64, 64), ")]
    public void ValidationIsThePresetsUnlessSaidOtherwise(string validation, string first)
    {
        TrainOptions options = new() { Augment = "[RandomResizedCrop]", ImageSize = 64, Validation = validation };
        options.Validate();
        TransformPreset preset = options.Transforms(64);
        Assert.StartsWith(first, preset.Validation.ToTransform().Steps[0].ToString(), StringComparison.Ordinal);
        Assert.Equal("Compose(\n    RandomResizedCrop(size=(64, 64), scale=(0.08, 1.0), ratio=(0.75, 1.3333), interpolation=bilinear), antialias=None)\n)", preset.DescribeTrain());
    }

    [Fact]
    public void AnUnknownValidationIsRefused() => Assert.Equal(
        "--validation whole: choose one of auto, middle, square",
        Assert.Throws<InputException>(() => new TrainOptions { Validation = "whole" }.Validate()).Message);
}
