namespace ResNetFlowers.Data;

/// <summary>Renames files one after another, and can take it all back: many renames that succeed or fail as one.</summary>
internal sealed class MoveJournal
{
    private readonly List<(string From, string To)> _moves = [];

    /// <summary>Renames a file, making the folder that it goes to.</summary>
    public void Move(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to);
        _moves.Add((from, to));
    }

    /// <summary>Puts every file back where it was, the last one first.</summary>
    public void Undo()
    {
        for (int i = _moves.Count - 1; i >= 0; i--)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_moves[i].From)!);
            File.Move(_moves[i].To, _moves[i].From);
        }

        _moves.Clear();
    }
}
