namespace ResNetFlowers.Testing;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>The folder above the tests' output that holds the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ResNetFlowers.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No ResNetFlowers.sln above the tests' output.");
        }

        return folder;
    }
}
