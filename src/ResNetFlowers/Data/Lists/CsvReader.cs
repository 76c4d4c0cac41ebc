using System.Text;

namespace ResNetFlowers.Data.Lists;

/// <summary>
/// Reads records of comma-separated values (RFC 4180): fields in quotes may hold commas, line ends and, doubled, quotes. Lines may
/// end in any way.
/// </summary>
internal sealed class CsvReader(TextReader text)
{
    /// <summary>The longest record, in characters: what is longer is no list of photos.</summary>
    public const int MaxRecord = 1 << 20;

    private const int End = -1;

    private readonly List<string> _fields = [];
    private readonly StringBuilder _field = new();
    private int _length;
    private int _line = 1;

    /// <summary>The record stepped to.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>The line on which it begins, from 1 on.</summary>
    public int Line { get; private set; }

    /// <summary>Steps to the next record that is no empty line; false at the end.</summary>
    /// <exception cref="InvalidDataException">A quote is misplaced or never closed, or a record is too long.</exception>
    public bool Read()
    {
        do
        {
            if (text.Peek() == End) return false;
            ReadRecord();
        }
        while (_fields is [""]);
        return true;
    }

    private void ReadRecord()
    {
        _fields.Clear();
        _length = 0;
        Line = _line;
        while (true)
        {
            int next = text.Peek() == '"' ? ReadQuoted() : ReadPlain();
            _fields.Add(_field.ToString());
            _field.Clear();
            if (next == ',') continue;
            EndLine(next);
            return;
        }
    }

    /// <summary>Reads a field without quotes, and what ends it.</summary>
    private int ReadPlain()
    {
        for (int next = Next(); ; next = Next())
        {
            if (next is ',' or '\n' or '\r' or End) return next;
            _field.Append((char)next);
        }
    }

    private int ReadQuoted()
    {
        Next();
        while (true)
        {
            int next = Next();
            if (next == End) throw new InvalidDataException($"line {Line}: has a quote that is never closed; close it, or double it if it is part of a name");
            if (next == '"')
            {
                next = Next();
                if (next is ',' or '\n' or '\r' or End) return next;
                if (next != '"') throw new InvalidDataException($"line {Line}: goes on after a closing quote; double a quote that is part of a name");
            }
            else if (next is '\n' or '\r')
            {
                // Kept as it is: it is part of a name.
                if (next == '\n' || text.Peek() != '\n') _line++;
            }

            _field.Append((char)next);
        }
    }

    private void EndLine(int last)
    {
        if (last == '\r' && text.Peek() == '\n') _ = text.Read();
        _line++;
    }

    private int Next()
    {
        if (++_length > MaxRecord) throw new InvalidDataException($"line {Line}: is longer than {MaxRecord} characters; is this a list of photos?");
        return text.Read();
    }
}
