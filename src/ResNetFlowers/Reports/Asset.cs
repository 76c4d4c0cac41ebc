namespace ResNetFlowers.Reports;

/// <summary>The files of <c>Reports/Assets</c>, which are part of the program.</summary>
internal static class Asset
{
    /// <summary>The text of one.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(Asset).Assembly.GetManifestResourceStream($"Reports/{name}")
            ?? throw new ArgumentException($"{name} is no asset", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
