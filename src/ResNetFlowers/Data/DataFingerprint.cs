using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ResNetFlowers.Data;

/// <summary>Tells whether two folders of photos are the same without reading them: their names within the folder, their lengths, and their classes.</summary>
public static class DataFingerprint
{
    /// <summary>The SHA-256, in hexadecimal, over every photo's place and length, wherever the folders are.</summary>
    public static string Of(params ReadOnlySpan<ImageFolder> folders)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ImageFolder folder in folders)
        {
            string inside = Path.TrimEndingDirectorySeparator(folder.Root) + Path.DirectorySeparatorChar;
            foreach ((int index, Sample sample) in folder.Samples.Index())
            {
                string place = sample.Path.StartsWith(inside, StringComparison.Ordinal) ? sample.Path[inside.Length..] : Path.GetRelativePath(folder.Root, sample.Path);
                place = place.Replace(Path.DirectorySeparatorChar, '/');
                // In a folder the place begins with the class; in a list it may say nothing of it.
                string name = folder.Classes[sample.Label];
                bool tellsClass = place.Length > name.Length && place[name.Length] == '/' && place.StartsWith(name, StringComparison.Ordinal);
                if (!tellsClass) place = $"{name}\0{place}";
                // A photo that is gone by now is named when it is read.
                string length = folder.Lengths[index].ToString(CultureInfo.InvariantCulture);
                // No name holds a 0: two lists are never the same text.
                hash.AppendData(Encoding.UTF8.GetBytes($"{place}\0{length}\0"));
            }

            hash.AppendData("\0"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
