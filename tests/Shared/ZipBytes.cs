using System.IO.Compression;
using System.Text;

namespace ResNetFlowers.Testing;

/// <summary>Zip archives.</summary>
internal static class ZipBytes
{
    /// <summary>An archive of small files, each holding its own name.</summary>
    public static byte[] Make(params IEnumerable<string> names) => Make(names.Select(name => (name, Encoding.UTF8.GetBytes(name))));

    /// <summary>An archive of files.</summary>
    /// <param name="files">Their names and contents.</param>
    /// <param name="attributes">Unix' mode of each, in the upper half.</param>
    public static byte[] Make(IEnumerable<(string Name, byte[] Content)> files, int attributes = 0)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name);
                entry.ExternalAttributes = attributes;
                using Stream to = entry.Open();
                to.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
