using System.IO.Compression;
using System.Text;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Tests.Formats.Zip;

public sealed class StoredZipTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryEntryStartsAtAMultipleOf64Bytes()
    {
        string path = _folder.File("a.zip");
        byte[][] contents = [[], "a"u8.ToArray(), new byte[64], new byte[1000]];
        using (FileStream stream = File.Create(path)) Write(stream, contents);

        byte[] file = File.ReadAllBytes(path);
        using ZipArchive archive = ZipFile.OpenRead(path);
        Assert.Equal(contents.Length, archive.Entries.Count);
        int offset = 0;
        for (int i = 0; i < contents.Length; i++)
        {
            int nameEnd = file.AsSpan(offset).IndexOf(Encoding.ASCII.GetBytes($"folder/{i}FB")) + offset + $"folder/{i}FB".Length;
            offset = nameEnd + 2 + BitConverter.ToUInt16(file, nameEnd);
            Assert.Equal(0, offset % 64);
            Assert.Equal(contents[i], file.AsSpan(offset, contents[i].Length).ToArray());
            offset += contents[i].Length;
        }
    }

    // .NET's own archive class is the second opinion on what was written.
    [Fact]
    public void WhatIsWrittenIsReadByUsAndByOthers()
    {
        string path = _folder.File("a.zip");
        byte[][] contents = [[], "a"u8.ToArray(), new byte[100_000]];
        new Random(2).NextBytes(contents[2]);
        using (FileStream stream = File.Create(path)) Write(stream, contents);

        using MappedFile file = MappedFile.Open(path);
        StoredZipReader reader = new(file);
        using ZipArchive archive = ZipFile.OpenRead(path);
        for (int i = 0; i < contents.Length; i++)
        {
            Assert.True(reader.TryRead($"folder/{i}", out ReadOnlyMemory<byte>? content));
            Assert.Equal(contents[i], content.Value.ToArray());
            using MemoryStream copy = new();
            using (Stream entry = archive.GetEntry($"folder/{i}")!.Open()) entry.CopyTo(copy);
            Assert.Equal(contents[i], copy.ToArray());
        }

        Assert.False(reader.TryRead("folder/9", out _));
    }

    // A hole in front of the entries costs the disk nothing and puts their offsets beyond 32 bits.
    [Fact]
    public void OffsetsBeyond4GiBAreWrittenAndRead()
    {
        string path = _folder.File("far.zip");
        using (FileStream stream = File.Create(path))
        {
            stream.Position = (5L << 30) + 3;
            Write(stream, ["near"u8.ToArray(), "far"u8.ToArray()]);
        }

        using MappedFile file = MappedFile.Open(path);
        StoredZipReader reader = new(file);
        Assert.True(reader.TryRead("folder/1", out ReadOnlyMemory<byte>? content));
        Assert.Equal("far"u8.ToArray(), content.Value.ToArray());
        using ZipArchive archive = ZipFile.OpenRead(path);
        Assert.Equal(3, archive.GetEntry("folder/1")!.Length);
    }

    [Fact]
    public void CompressedEntriesAreRefused()
    {
        string path = _folder.File("a.zip");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.Optimal).Open();
            entry.Write(new byte[1000]);
        }

        using MappedFile file = MappedFile.Open(path);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => new StoredZipReader(file).TryRead("archive/data.pkl", out _));
        Assert.Contains("archive/data.pkl is compressed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PinnedMemoryOutlivesTheFile()
    {
        string path = _folder.File("a.bin");
        File.WriteAllBytes(path, [1, 2, 3]);
        MappedFile file = MappedFile.Open(path);
        ReadOnlyMemory<byte> memory = file.Memory(1, 2);
        using (System.Buffers.MemoryHandle handle = memory.Pin())
        {
            file.Dispose();
            unsafe
            {
                Assert.Equal(3, ((byte*)handle.Pointer)[1]);
            }
        }

        Assert.Throws<ObjectDisposedException>(() => memory.Span[0]);
        Assert.Throws<ObjectDisposedException>(() => file.Span(0, 1)[0]);
    }

    [Fact]
    public void NothingOutsideTheFileCanBeSeen()
    {
        string path = _folder.File("a.bin");
        File.WriteAllBytes(path, [1, 2, 3]);
        using MappedFile file = MappedFile.Open(path);
        Assert.Throws<InvalidDataException>(() => file.Memory(2, 2));
        Assert.Throws<InvalidDataException>(() => file.Memory(-1, 1));
        Assert.Throws<InvalidDataException>(() => file.Memory(long.MaxValue, 1));
        Assert.Throws<InvalidDataException>(() => file.Memory(0, -1));
    }

    private static void Write(Stream stream, byte[][] contents)
    {
        StoredZipWriter writer = new(stream);
        for (int i = 0; i < contents.Length; i++) writer.Add($"folder/{i}", contents[i]);
        writer.Finish();
    }
}
