using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Codecs;
using ResNetFlowers.Imaging.Jpeg;

namespace ResNetFlowers.Tests.Imaging.Codecs;

/// <summary>The decoder of our own against libjpeg-turbo's, which decodes the whole file.</summary>
public class PartialJpegTests
{
    public static TheoryData<bool> Ways { get; } = Avx2.IsSupported ? new(false, true) : new(false);

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_part_has_the_bytes_that_libjpeg_gives_it(bool vectorize) => Prop.ForAll(Cases.ToArbitrary(), test =>
    {
        byte[] file = Encode(test);
        using RgbImage whole = Whole(file);
        using RgbImage expected = Cropping.Crop(whole, test.Part);
        using RgbImage? part = JpegDecoder.TryDecode(file, test.Part, vectorize);
        // In the narrowest pictures libjpeg doubles colours.
        if (part is null) return test.Sampling is TjSamp422 or TurboJpeg.TJSAMP_420 && test.Width <= 4;
        return expected.Pixels.SequenceEqual(part.Pixels);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));

    [Theory]
    [MemberData(nameof(Ways))]
    public void Damage_is_left_to_libjpeg_or_has_its_bytes(bool vectorize) => Prop.ForAll(Damages.ToArbitrary(), test =>
    {
        byte[] file = Encode(test.Case);
        foreach ((int place, int bit) in test.Flips) file[place % file.Length] ^= (byte)(1 << bit);
        using RgbImage? part = TryDecode(file, test.Case, vectorize);
        if (part is null) return true;
        using RgbImage whole = Whole(file);
        using RgbImage expected = Cropping.Crop(whole, test.Case.Part);
        return expected.Pixels.SequenceEqual(part.Pixels);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    private const int TjSamp444 = 0;
    private const int TjSamp422 = 1;
    private const int TjSampGray = 3;
    private const int TjSamp440 = 4;

    private static Gen<Case> Cases { get; } =
        from width in Gen.Choose(1, 90)
        from height in Gen.Choose(1, 70)
        from left in Gen.Choose(0, width - 1)
        from top in Gen.Choose(0, height - 1)
        from partWidth in Gen.Choose(1, width - left)
        from partHeight in Gen.Choose(1, height - top)
        from sampling in Gen.Elements(TjSamp444, TjSamp422, TurboJpeg.TJSAMP_420, TjSampGray, TjSamp440)
        from quality in Gen.Choose(1, 100)
        from softness in Gen.Choose(1, 20)
        select new Case(width, height, new PixelBox(left, top, partWidth, partHeight), sampling, quality, softness);

    private static Gen<Damage> Damages { get; } =
        from test in Cases
        from flips in Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(0, 7)).NonEmptyListOf()
        select new Damage(test, [.. flips.Take(4)]);

    /// <summary>Null, too, where damage has changed the size so that the part is not inside any more.</summary>
    private static RgbImage? TryDecode(byte[] file, Case test, bool vectorize)
    {
        try
        {
            return JpegDecoder.TryDecode(file, test.Part, vectorize);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static RgbImage Whole(byte[] file) => PlatformCodec.Decode(file, ImageHeader.Read(file), out _);

    private static unsafe byte[] Encode(Case test)
    {
        // Noise, from as coarse as pixels to soft spots.
        using RgbImage noise = Golden.Noise(test.Width / test.Softness + 1, test.Height / test.Softness + 1, seed: test.Quality);
        using RgbImage image = Resizer.Resize(noise, test.Width, test.Height);
        nint handle = TurboJpeg.tjInitCompress();
        byte* jpeg = null;
        CULong length = default;
        try
        {
            fixed (byte* pixels = image.Pixels)
            {
                Assert.Equal(0, TurboJpeg.tjCompress2(
                    handle, pixels, image.Width, image.Width * 3, image.Height, TurboJpeg.TJPF_RGB, &jpeg, &length, test.Sampling, test.Quality, 0));
            }

            return new ReadOnlySpan<byte>(jpeg, (int)length.Value).ToArray();
        }
        finally
        {
            TurboJpeg.tjFree(jpeg);
            TurboJpeg.tjDestroy(handle);
        }
    }

    private sealed record Case(int Width, int Height, PixelBox Part, int Sampling, int Quality, int Softness);

    private sealed record Damage(Case Case, (int Place, int Bit)[] Flips);
}
