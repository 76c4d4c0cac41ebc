namespace ResNetFlowers.Imaging.Coloring;

/// <summary>
/// Hue and saturation of every colour in Pillow's HSV (src/libImaging/Convert.c, after Python's <c>colorsys</c>), 8 bits each. They depend
/// on no more than the order of the channels and two differences, so that a table of half a megabyte, made once, holds the mix of single
/// and double precision that the bytes hang on.
/// </summary>
internal static class HueTable
{
    private const int Levels = 256;

    private static readonly byte[] Hues = MakeHues();
    private static readonly byte[] Saturations = MakeSaturations();

    /// <summary>The hue, in 255ths of the circle.</summary>
    /// <param name="red">0 to 255.</param>
    /// <param name="green">0 to 255.</param>
    /// <param name="blue">0 to 255.</param>
    /// <param name="most">The largest of the three.</param>
    /// <param name="least">The smallest of the three, not equal to the largest.</param>
    public static byte Hue(int red, int green, int blue, int most, int least)
    {
        int sixth = red == most ? (blue == least ? 0 : 1) : green == most ? (red == least ? 2 : 3) : (green == least ? 4 : 5);
        // How far the middle one is below the largest; it is what is left of the sum without the other two.
        int lack = 2 * most + least - red - green - blue;
        return Hues[(sixth * Levels + (most - least)) * Levels + lack];
    }

    /// <summary>The saturation.</summary>
    /// <param name="most">The largest channel.</param>
    /// <param name="range">How much the smallest is below it.</param>
    public static byte Saturation(int most, int range) => Saturations[most * Levels + range];

    private static byte[] MakeHues()
    {
        byte[] hues = new byte[6 * Levels * Levels];
        for (int sixth = 0; sixth < 6; sixth++)
        {
            for (int range = 1; range < Levels; range++)
            {
                for (int lack = 0; lack <= range; lack++) hues[(sixth * Levels + range) * Levels + lack] = Hue(sixth, lack / (float)range);
            }
        }

        return hues;
    }

    /// <summary>The smallest channel lacks 1 of the range, the middle one a part of it; their difference counts from the largest's hue.</summary>
    private static byte Hue(int sixth, float part)
    {
        float position = sixth switch
        {
            0 => 1f - part,
            1 => part - 1f,
            2 => (float)(2.0 + 1f - part),
            3 => (float)(2.0 + part - 1f),
            4 => (float)(4.0 + 1f - part),
            _ => (float)(4.0 + part - 1f),
        };
        double turn = position / 6.0 + 1.0;
        if (turn >= 1.0) turn -= 1.0;
        return (byte)((float)turn * 255.0);
    }

    private static byte[] MakeSaturations()
    {
        byte[] saturations = new byte[Levels * Levels];
        for (int most = 1; most < Levels; most++)
        {
            for (int range = 0; range <= most; range++) saturations[most * Levels + range] = (byte)(range / (float)most * 255.0);
        }

        return saturations;
    }
}
