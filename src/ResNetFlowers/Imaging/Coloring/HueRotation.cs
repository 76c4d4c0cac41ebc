using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Coloring;

/// <summary>
/// Turns every colour around the circle of hues, byte for byte torchvision's way over Pillow's HSV: hue, saturation and value in 8 bits
/// each, the hue's byte added to with wrapping (the formulas are those of Python's <c>colorsys</c>, in Pillow's mix of single and
/// double precision).
/// </summary>
internal static class HueRotation
{
    private const int Levels = 256;

    /// <summary>What a turn adds to the hue, in 255ths of the circle, modulo 256.</summary>
    /// <param name="turn">Part of the whole circle, −0.5 to 0.5.</param>
    public static byte Shift(double turn) => unchecked((byte)(int)(turn * 255));

    /// <summary>Turns a picture in place.</summary>
    /// <param name="pixels">RGB samples.</param>
    /// <param name="shift">What is added to the hue, in 255ths of the circle, modulo 256.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Span<byte> pixels, byte shift)
    {
        Span<Direction> directions = stackalloc Direction[Levels];
        for (int hue = 0; hue < Levels; hue++) directions[hue] = new Direction((byte)(hue + shift));
        for (int i = 0; i <= pixels.Length - 3; i += 3)
        {
            int red = pixels[i];
            int green = pixels[i + 1];
            int blue = pixels[i + 2];
            int value = Math.Max(red, Math.Max(green, blue));
            int least = Math.Min(red, Math.Min(green, blue));
            if (value == least) continue; // Grey has no hue.

            Direction direction = directions[HueTable.Hue(red, green, blue, value, least)];
            uint samples = direction.Samples(value, HueTable.Saturation(value, value - least));
            pixels[i] = (byte)(samples >> direction.Red);
            pixels[i + 1] = (byte)(samples >> direction.Green);
            pixels[i + 2] = (byte)(samples >> direction.Blue);
        }
    }

    /// <summary>What a hue says about a colour: which channel is largest, which smallest, and how far between the third is.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct Direction
    {
        private const byte Most = 0;
        private const byte Least = 8;
        private const byte Middle = 16;

        private readonly float _fraction;
        private readonly bool _rising;

        public Direction(byte hue)
        {
            double sixths = hue * 6.0 / 255.0;
            int sixth = (int)sixths;
            _fraction = (float)(sixths - sixth);
            _rising = sixth % 2 == 0;
            (Red, Green, Blue) = sixth switch
            {
                1 => (Middle, Most, Least),
                2 => (Least, Most, Middle),
                3 => (Least, Middle, Most),
                4 => (Middle, Least, Most),
                5 => (Most, Least, Middle),
                _ => (Most, Middle, Least),
            };
        }

        /// <summary>Where red stands among <see cref="Samples"/>.</summary>
        public byte Red { get; }

        /// <summary>Where green stands among <see cref="Samples"/>.</summary>
        public byte Green { get; }

        /// <summary>Where blue stands among <see cref="Samples"/>.</summary>
        public byte Blue { get; }

        /// <summary>The largest, smallest and middle sample of a colour, from the lowest byte up.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint Samples(int value, byte saturation)
        {
            float depth = (float)(saturation / 255.0);
            double middle = _rising ? depth * (1.0 - _fraction) : depth * _fraction;
            return (uint)value | Round(value * (1.0 - depth)) << Least | Round(value * (1.0 - middle)) << Middle;
        }

        /// <summary>Halves go up; the number is from 0 to 255.</summary>
        private static uint Round(double number) => (uint)(int)(number + 0.5);
    }
}
