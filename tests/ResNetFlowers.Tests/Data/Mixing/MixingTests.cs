using ResNetFlowers.Data.Mixing;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Data.Mixing;

public class MixingTests
{
    private const int Count = 5;
    private const int Classes = 3;
    private const int Side = 12;

    [Fact]
    public void Labels_become_probabilities()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor targets = SoftTargets.OneHot(tensor(new long[] { 2, 0, 1 }), Classes);
        Assert.Equal([3L, 3L], targets.shape);
        Assert.Equal(float32, targets.dtype);
        Assert.Equal([0f, 0, 1, 1, 0, 0, 0, 1, 0], targets.data<float>().ToArray());
    }

    [Fact]
    public void MixUp_mixes_each_photo_and_its_label_with_the_one_before()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor images, Tensor targets) = Batch();
        (Tensor mixed, Tensor soft) = new MixUp(1).Apply(images, targets, new RandomSource(1));

        double share = new Func<double>(() =>
        {
            var random = new RandomSource(1);
            random.NextDouble();
            return random.Beta(1, 1);
        })();
        Assert.InRange(share, 0.01, 0.99);
        for (int i = 0; i < Count; i++)
        {
            int before = (i + Count - 1) % Count;
            Assert.Equal(share * i + (1 - share) * before, Value(mixed, i, 3, 4), 1e-5);
            for (int c = 0; c < Classes; c++)
                Assert.Equal(share * Target(i, c) + (1 - share) * Target(before, c), soft.data<float>()[i, c], 1e-5);
        }
    }

    [Fact]
    public void CutMix_pastes_a_box_and_mixes_labels_by_its_area()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor images, Tensor targets) = Batch();
            (Tensor mixed, Tensor soft) = new CutMix().Apply(images, targets, new RandomSource(2, seed));
            int pasted = 0;
            for (int y = 0; y < Side; y++)
            {
                for (int x = 0; x < Side; x++)
                {
                    bool foreign = Value(mixed, 1, y, x) != 1;
                    if (foreign) pasted++;
                    for (int i = 0; i < Count; i++)
                        Assert.Equal(foreign ? (i + Count - 1) % Count : i, Value(mixed, i, y, x));
                }
            }

            // Photo 1 has label 1, the one before it label 0.
            float part = pasted / (float)(Side * Side);
            Assert.Equal(part, soft.data<float>()[1, 0], 1e-5);
            Assert.Equal(1 - part, soft.data<float>()[1, 1], 1e-5);
        }
    }

    [Fact]
    public void Boxes_of_CutMix_cover_what_torchvisions_cover()
    {
        const int Draws = 40_000;
        var random = new RandomSource(3);
        double[] areas = new double[Draws];
        foreach (ref double area in areas.AsSpan())
        {
            (int left, int top, int right, int bottom) = new CutMix().Draw(96, 96, random);
            area = (right - left) * (bottom - top) / (96.0 * 96.0);
        }

        // E[(1 − λ)] is a half, of which the edges cut off: for a side s and a uniform middle, s − s²/4 of s; squared, over s = √u.
        // ∫ (s − s²/4)² du with u = s²: 2 ∫ s (s − s²/4)² ds = 2 (1/4 − 1/10 + 1/96).
        Assert.Equal(2 * (1.0 / 4 - 1.0 / 10 + 1.0 / 96), areas.Average(), 0.01);
    }

    [Fact]
    public void The_input_stays_as_it_is_and_so_does_its_order_in_memory()
    {
        foreach (IBatchTransform step in new IBatchTransform[] { new MixUp(), new CutMix(), new RandomChoice(new MixUp(), new CutMix()) })
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor planes, Tensor targets) = Batch();
            Tensor images = planes.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
            (Tensor mixed, Tensor soft) = step.Apply(images, targets, new RandomSource(4));

            Assert.Equal(images.shape, mixed.shape);
            Assert.Equal(images.stride(), mixed.stride());
            Assert.Equal(targets.shape, soft.shape);
            Assert.Equal(1f, Value(images, 1, 0, 0));
            Assert.Equal(Count, targets.sum().ToDouble());
            Assert.Equal(Count, soft.sum().ToDouble(), 1e-4);
        }
    }

    [Fact]
    public void Nothing_is_mixed_at_no_probability()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor images, Tensor targets) = Batch();
        Assert.Same(images, new MixUp(Probability: 0).Apply(images, targets, new RandomSource(5)).Images);
        Assert.Same(targets, new CutMix(Probability: 0).Apply(images, targets, new RandomSource(5)).Targets);
    }

    [Fact]
    public void A_choice_takes_each_step_equally_often()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor images, Tensor targets) = Batch();
        var choice = new RandomChoice(new MixUp(Probability: 0), new MixUp());
        int untouched = Enumerable.Range(0, 400).Count(i =>
        {
            using DisposeScope inner = NewDisposeScope();
            return ReferenceEquals(images, choice.Apply(images, targets, SoftTargets.RandomFor(6, 1, i)).Images);
        });
        Assert.InRange(untouched, 200 - 50, 200 + 50);
    }

    [Fact]
    public void Every_batch_has_random_numbers_of_its_own()
    {
        ulong[] first =
        [
            SoftTargets.RandomFor(1, 1, 0).NextBits(), SoftTargets.RandomFor(1, 1, 1).NextBits(), SoftTargets.RandomFor(1, 2, 0).NextBits(),
            SoftTargets.RandomFor(2, 1, 0).NextBits(), new RandomSource(1, 1, 0).NextBits(), new RandomSource(1, 1, -1).NextBits(),
        ];
        Assert.Distinct(first);
        Assert.Equal(first[0], SoftTargets.RandomFor(1, 1, 0).NextBits());
    }

    /// <summary>Photo i has the value i everywhere, and the label i modulo 3.</summary>
    private static (Tensor Images, Tensor Targets) Batch()
    {
        float[] values = [.. Enumerable.Range(0, Count * 3 * Side * Side).Select(i => (float)(i / (3 * Side * Side)))];
        long[] labels = [.. Enumerable.Range(0, Count).Select(i => (long)(i % Classes))];
        return (tensor(values).reshape(Count, 3, Side, Side), SoftTargets.OneHot(tensor(labels), Classes));
    }

    private static float Target(int photo, int label) => photo % Classes == label ? 1 : 0;

    private static float Value(Tensor images, int photo, int y, int x)
    {
        using Tensor one = images.select(0, photo).select(0, 2).select(0, y).select(0, x);
        return one.ToSingle();
    }
}
