using ResNetFlowers.Data.Splitting;
using ResNetFlowers.Data.SyntheticFlowers;
using ResNetFlowers.Data.Verification;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Data.Verification;

/// <summary>Drawn flowers, once for all tests that plant faults among them.</summary>
public sealed class DrawnFlowers : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DrawnFlowers() => SyntheticFlowerFolder.Write(new SynthOptions { Out = Photos, PerClass = 40, Size = 64 });

    public string Photos => _folder.File("photos");

    public void Dispose() => _folder.Dispose();
}

/// <summary>A split of drawn flowers into which every fault was planted, each on photos of its own.</summary>
internal sealed class PlantedFlowers : IDisposable
{
    public const int MaxMegapixels = 1;

    private readonly TemporaryFolder _folder = new();
    private int _drawn;

    public PlantedFlowers(DrawnFlowers drawn) =>
        DatasetSplitter.Split(new SplitOptions { Source = drawn.Photos, Out = Root, Val = 0.2, Test = 0.1 });

    /// <summary>The split's folder.</summary>
    public string Root => _folder.File("data");

    /// <summary>Where offenders go.</summary>
    public string SetAside => _folder.File("data-set-aside");

    /// <summary>What has to be found, and nothing else: the kind and the places, in ordinal order.</summary>
    public HashSet<string> Planted { get; } = new(StringComparer.Ordinal);

    public static string Describe(Finding finding) => $"{finding.Kind}: {string.Join(' ', finding.Places.Order(StringComparer.Ordinal))}";

    public string File(string place) => Path.Combine(Root, place);

    public List<string> Files() => _folder.List("data");

    public PlantedFlowers PlantEverything()
    {
        Broken("train/daisy/text.jpg", "no photo"u8, FindingKind.Unreadable);
        Broken("val/roses/empty.png", [], FindingKind.Unreadable);
        Broken("train/tulips/noise.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 1, 2, 3], FindingKind.Truncated);
        Broken("train/tulips/half.jpg", FirstHalf(Jpeg(New(64))), FindingKind.Truncated);
        Broken("test/daisy/half.png", FirstHalf(Png(New(64))), FindingKind.Truncated);
        Broken("train/roses/really.jpg", Png(New(64)), FindingKind.WrongExtension);
        Broken("val/sunflowers/small.png", Png(Resized(New(64), 8)), FindingKind.Tiny);
        Broken("train/sunflowers/large.jpg", Jpeg(New(1001)), FindingKind.Giant);

        Directory.CreateDirectory(File("train/zinnia"));
        Expect(FindingKind.EmptyClass, "train/zinnia");
        Expect(FindingKind.EmptyClass, "val/zinnia");
        Expect(FindingKind.EmptyClass, "test/zinnia");

        byte[] photo = Jpeg(New(64));
        Copies(FindingKind.Duplicate, ("train/daisy/a.jpg", photo), ("train/daisy/b.jpg", photo), ("train/daisy/c.jpg", photo));
        photo = Jpeg(New(64));
        Copies(FindingKind.DuplicateAcrossSplits, ("train/roses/leak.jpg", photo), ("val/roses/leaked.jpg", photo));
        photo = Jpeg(New(64));
        Copies(FindingKind.DuplicateAcrossClasses, ("train/roses/unsure.jpg", photo), ("train/tulips/unsure.jpg", photo));
        using (RgbImage one = New(96))
            Copies(FindingKind.NearDuplicate, ("train/daisy/one.jpg", Jpeg(one)), ("train/daisy/one_small.jpg", ImageCodec.EncodeJpeg(Resized(one, 48), 60)));
        using (RgbImage two = New(96))
            Copies(FindingKind.NearDuplicateAcrossSplits, ("train/roses/two.jpg", Jpeg(two)), ("test/roses/two.png", Png(Brighter(two))));
        using (RgbImage three = New(96))
            Copies(FindingKind.NearDuplicateAcrossClasses, ("val/roses/three.jpg", Jpeg(three)), ("train/tulips/three.jpg", ImageCodec.EncodeJpeg(three, 50)));
        return this;
    }

    /// <summary>A flower that is nowhere else in the set.</summary>
    public RgbImage New(int size)
    {
        using SyntheticFlower flower = FlowerPainter.Draw(_drawn % FlowerPainter.Classes.Count, _drawn++, seed: 77, size);
        return Resized(flower.Image, size);
    }

    public void Write(string place, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(place))!);
        System.IO.File.WriteAllBytes(File(place), bytes);
    }

    public static byte[] Jpeg(RgbImage image) => ImageCodec.EncodeJpeg(image);

    public void Dispose() => _folder.Dispose();

    private static byte[] Png(RgbImage image) => ImageCodec.EncodePng(image);

    private static byte[] FirstHalf(byte[] bytes) => bytes[..(bytes.Length / 2)];

    private static RgbImage Resized(RgbImage image, int side) => Resizer.Resize(image, side, side);

    private static RgbImage Brighter(RgbImage image)
    {
        RgbImage copy = Resized(image, image.Width);
        ColorAdjustment.Brightness(copy, 1.15);
        return copy;
    }

    private void Broken(string place, ReadOnlySpan<byte> bytes, FindingKind kind)
    {
        Write(place, bytes);
        Expect(kind, place);
    }

    private void Copies(FindingKind kind, params (string Place, byte[] Bytes)[] copies)
    {
        foreach ((string place, byte[] bytes) in copies) Write(place, bytes);
        Expect(kind, [.. copies.Select(copy => copy.Place)]);
    }

    private void Expect(FindingKind kind, params string[] places) => Planted.Add($"{kind}: {string.Join(' ', places.Order(StringComparer.Ordinal))}");
}
