using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ResNetFlowers.Data.Splitting;

/// <summary>Puts one photo at a new path: a copy, a hard link or a symbolic link.</summary>
internal static partial class PhotoPlacer
{
    /// <summary>The error numbers of a link across file systems: EXDEV, ERROR_NOT_SAME_DEVICE.</summary>
    private static readonly int CrossDevice = OperatingSystem.IsWindows() ? 17 : 18;

    /// <summary>Places the photo.</summary>
    /// <param name="source">The absolute path of the photo.</param>
    /// <param name="target">A path where nothing is yet, in a folder that exists.</param>
    /// <param name="mode">Copy or link.</param>
    /// <exception cref="InputException">It cannot be done; the message names the photo and the mend.</exception>
    public static void Place(string source, string target, SplitMode mode)
    {
        try
        {
            switch (mode)
            {
                case SplitMode.Copy:
                    File.Copy(source, target);
                    break;
                case SplitMode.Hardlink:
                    CreateHardLink(source, target);
                    break;
                case SplitMode.Symlink:
                    File.CreateSymbolicLink(target, source);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(mode), mode, "is none of Copy, Hardlink, Symlink");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            if (new FileInfo(source).LinkTarget is not null && ExactCopies.LengthOf(source) < 0) throw new InputException($"{source}: is a link that leads to no file; remove it", e);
            string verb = mode == SplitMode.Copy ? "copied" : "linked";
            string mend = FileName.IsLost(source) ? FileName.LostMend : mode == SplitMode.Copy ? "check the free space and the rights of both folders" : "use --mode copy";
            throw new InputException($"{source}: cannot be {verb} to {target} ({e.Message}); {mend}", e);
        }
    }

    private static void CreateHardLink(string source, string target)
    {
        // A hard link to a symbolic link would be one more symbolic link.
        string file = RealPath.Of(source);
        bool done = OperatingSystem.IsWindows() ? CreateHardLinkW(target, file, 0) : LinkPosix(file, target) == 0;
        if (done) return;
        int error = Marshal.GetLastPInvokeError();
        throw error == CrossDevice ? new IOException("it lies on another file system") : new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkPosix(string existing, string created);

    [LibraryImport("kernel32.dll", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLinkW(string created, string existing, nint reserved);
}
