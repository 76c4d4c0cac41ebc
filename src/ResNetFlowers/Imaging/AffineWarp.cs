using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging;

/// <summary>A shear, scaling and turn about a point, followed by a move.</summary>
/// <param name="Degrees">The turn, clockwise.</param>
/// <param name="TranslateX">The move to the right, in pixels.</param>
/// <param name="TranslateY">The move down, in pixels.</param>
/// <param name="Scale">The enlargement, above 0.</param>
/// <param name="ShearX">The shear along the rows, in degrees.</param>
/// <param name="ShearY">The shear along the columns, in degrees.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AffineWarp(
    double Degrees = 0, int TranslateX = 0, int TranslateY = 0, double Scale = 1, double ShearX = 0, double ShearY = 0);
