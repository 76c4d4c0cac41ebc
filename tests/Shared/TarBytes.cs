using System.Formats.Tar;
using System.Text;

namespace ResNetFlowers.Testing;

/// <summary>Tar archives.</summary>
internal static class TarBytes
{
    /// <summary>An archive of small files, each holding its own name.</summary>
    public static byte[] Make(params IEnumerable<string> names) => Make(names.Select(name => File(name)));

    /// <summary>An archive of any entries.</summary>
    public static byte[] Make(IEnumerable<TarEntry> entries)
    {
        using var bytes = new MemoryStream();
        using (var writer = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (TarEntry entry in entries) writer.WriteEntry(entry);
        }

        return bytes.ToArray();
    }

    /// <summary>A file; without content it holds its own name.</summary>
    public static TarEntry File(string name, byte[]? content = null) => new PaxTarEntry(TarEntryType.RegularFile, name)
    {
        DataStream = new MemoryStream(content ?? Encoding.UTF8.GetBytes(name)),
    };

    /// <summary>A link to <paramref name="target"/>.</summary>
    public static TarEntry Link(TarEntryType type, string name, string target) => new PaxTarEntry(type, name) { LinkName = target };
}
