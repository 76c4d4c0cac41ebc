using System.Security.Cryptography;
using System.Text;

namespace ResNetFlowers.Data.Caching;

/// <summary>
/// Where decoded photos stay from run to run: one file for each folder or list of photos, which is written anew when they change and
/// removed when the folder or list is gone. All of it may be deleted at any time.
/// </summary>
public static class CacheFolder
{
    private const string Extension = ".photos";

    /// <summary><c>$XDG_CACHE_HOME/resnet-flowers</c>; without it <c>%LOCALAPPDATA%\resnet-flowers</c> on Windows, and <c>~/.cache/resnet-flowers</c> elsewhere.</summary>
    public static string Find() => Find(
        Environment.GetEnvironmentVariable,
        OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".cache"));

    internal static string Find(Func<string, string?> variable, string otherwise) =>
        Path.Combine(variable("XDG_CACHE_HOME") is { Length: > 0 } set ? set : otherwise, "resnet-flowers");

    /// <summary>The file that belongs to a folder or list of photos.</summary>
    internal static string FileFor(string folder, string root)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(root)));
        return Path.Combine(folder, Convert.ToHexStringLower(hash.AsSpan(0, 16)) + Extension);
    }

    /// <summary>Makes the folder where it is missing, and removes the files of photos that are gone.</summary>
    /// <exception cref="InputException">It cannot be made.</exception>
    internal static void Prepare(string folder)
    {
        OutputFolder.RequireNoFile("--cache-dir", folder);
        try
        {
            Directory.CreateDirectory(folder);
            foreach (string file in Directory.EnumerateFiles(folder, "*" + Extension)) RemoveIfAbandoned(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--cache-dir {folder}: cannot be used ({exception.Message.TrimEnd('.')}); give a folder that is writable, or --cache none", exception);
        }
    }

    /// <summary>Bytes that the disk of a folder has left for this user.</summary>
    internal static long FreeBytes(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    private static void RemoveIfAbandoned(string file)
    {
        try
        {
            if (CacheHeader.ReadRoot(file) is { } root && !Path.Exists(root)) File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else's: it is not in the way.
        }
    }
}
