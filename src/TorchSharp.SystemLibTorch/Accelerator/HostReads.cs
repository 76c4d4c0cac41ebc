namespace TorchSharp.SystemLibTorch;

/// <summary>An extension of ours: counts how often the host asks a tensor for its number, for which it waits until the device has it.</summary>
public static class HostReads
{
    [ThreadStatic] private static long _count;

    /// <summary>How often this thread has asked so far.</summary>
    public static long Count => _count;

    internal static void Add() => _count++;
}
