using System.Text;

namespace ResNetFlowers.Data.Lists;

/// <summary>
/// Lists of photos that people bring along: a CSV file with the columns <c>path</c> and one or two more, or a file of JSON objects, one a
/// line, with these keys. Other columns and keys are passed over.
/// </summary>
internal static class ListFile
{
    /// <summary>The file name extensions of lists, for messages.</summary>
    public const string Extensions = ".csv .jsonl .ndjson";

    /// <summary>The name of the column that names the photo.</summary>
    public const string PathColumn = "path";

    /// <summary>Whether a path means a list: it ends as one's does, and is no folder.</summary>
    public static bool IsList(string path) => HasListExtension(path) && !Directory.Exists(path);

    /// <summary>Whether a path ends as a list's does, in any case of letters.</summary>
    public static bool HasListExtension(string path) =>
        Extensions.Split(' ').Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a list, row by row.</summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The name of the second column.</param>
    /// <param name="optional">The name of a third column, which a list may have; null for none.</param>
    /// <returns>The rows in the file's order; no path is empty.</returns>
    /// <exception cref="InputException">The file cannot be read or is no such list; the message names the line and the mend.</exception>
    public static List<ListRow> Read(string path, string column, string? optional = null)
    {
        try
        {
            // Strict, or names of photos would silently become others.
            using var text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            bool isCsv = Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
            var rows = new List<ListRow>();
            foreach (ListRow row in isCsv ? CsvList.Read(text, column, optional) : JsonLinesList.Read(text, column, optional))
            {
                if (row.Path.Length == 0) throw new InvalidDataException($"line {row.Line}: its path is empty; remove the line, or name the photo");
                rows.Add(row);
            }

            return rows.Count > 0 ? rows : throw new InvalidDataException($"lists nothing; give lines of {PathColumn},{column}");
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException($"{path}: is not UTF-8; save it as UTF-8", e);
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"{path}: {e.Message}", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: no such file; give a list of photos ({Extensions})", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({e.Message.TrimEnd('.')}); check that it is a file that you may read", e);
        }
    }
}
