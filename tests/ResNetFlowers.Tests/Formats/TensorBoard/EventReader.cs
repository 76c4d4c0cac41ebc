using System.Buffers.Binary;
using Google.Protobuf;

namespace ResNetFlowers.Tests.Formats.TensorBoard;

/// <summary>
/// Reads event files by the numbers of the published format, apart from the classes that write them: each record's length and
/// checksums, the last by the bit, and the fields of an event.
/// </summary>
internal static class EventReader
{
    /// <summary>The value of each (step, tag) of a file, as text; the file's version and its session starts are tags in angle brackets.</summary>
    public static List<(long Step, string Tag, string Value)> Read(string path)
    {
        var found = new List<(long Step, string Tag, string Value)>();
        ReadOnlySpan<byte> rest = File.ReadAllBytes(path);
        while (rest.Length > 0)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(rest);
            Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]), Masked(rest[..8]));
            ReadOnlySpan<byte> content = rest.Slice(12, length);
            Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..]), Masked(content));
            Fields fields = Fields.Of(content.ToArray());
            long step = (long)fields.Number(2);
            if (fields.Has(3)) found.Add((step, "<version>", fields.Text(3)));
            if (fields.Has(7)) found.Add((step, "<session>", fields.Message(7).Number(1).ToString()));
            if (fields.Has(5)) found.AddRange(fields.Message(5).Messages(1).Select(value => (step, value.Text(1), Value(value))));
            rest = rest[(16 + length)..];
        }

        return found;
    }

    private static string Value(Fields value)
    {
        if (value.Has(2)) return BitConverter.UInt32BitsToSingle((uint)value.Number(2)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (value.Has(4)) return $"image {value.Message(4).Number(2)}x{value.Message(4).Number(1)}x{value.Message(4).Number(3)}";
        Assert.Equal("text", value.Message(9).Message(1).Text(1));
        Assert.Equal(7u, value.Message(8).Number(1));
        return value.Message(8).Text(8);
    }

    private static uint Masked(ReadOnlySpan<byte> data)
    {
        uint crc = ~0u;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }

    private sealed class Fields
    {
        private readonly List<(int Field, ulong Number, byte[] Bytes)> _all = [];

        public static Fields Of(byte[] message)
        {
            var fields = new Fields();
            using var input = new CodedInputStream(message);
            for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
            {
                int field = WireFormat.GetTagFieldNumber(tag);
                fields._all.Add(WireFormat.GetTagWireType(tag) switch
                {
                    WireFormat.WireType.Varint => (field, input.ReadUInt64(), []),
                    WireFormat.WireType.Fixed64 => (field, input.ReadFixed64(), []),
                    WireFormat.WireType.Fixed32 => (field, input.ReadFixed32(), []),
                    _ => (field, 0, input.ReadBytes().ToByteArray()),
                });
            }

            return fields;
        }

        public bool Has(int field) => _all.Any(entry => entry.Field == field);

        public ulong Number(int field) => _all.FirstOrDefault(entry => entry.Field == field).Number;

        public string Text(int field) => System.Text.Encoding.UTF8.GetString(_all.First(entry => entry.Field == field).Bytes);

        public Fields Message(int field) => Messages(field).First();

        public IEnumerable<Fields> Messages(int field) => _all.Where(entry => entry.Field == field).Select(entry => Of(entry.Bytes));
    }
}
