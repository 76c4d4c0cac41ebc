namespace ResNetFlowers.Data.Loading;

/// <summary>
/// How many threads decode, and how far ahead. Where that is not given: one thread a core; and as many batches ahead as give every
/// thread two photos at a time, at least three, so that a slow photo or a pause of the network holds up nobody; but no more than
/// fit into 512 MiB, the loader's limit where one fits. What it holds is <see cref="Prefetch"/> + 2 batches: those that are ready, the
/// one in the making, and the one that the network has.
/// </summary>
/// <param name="Workers">Threads that decode, at least 0.</param>
/// <param name="Prefetch">Batches that may be ready before they are asked for, at least 1.</param>
internal sealed record LoaderPace(int Workers, int Prefetch)
{
    private const int PhotosPerWorker = 2;
    private const int LeastPrefetch = 3;
    private const int BatchesBesides = 2;
    private const long MostBytes = 512L << 20;

    /// <summary>Chooses what the options leave open.</summary>
    /// <param name="options">The options.</param>
    /// <param name="batchBytes">Bytes of a batch's numbers.</param>
    /// <param name="cores">Cores of the machine, at least 1.</param>
    public static LoaderPace Choose(LoaderOptions options, long batchBytes, int cores)
    {
        int workers = options.Workers ?? cores;
        long wanted = Math.Max(LeastPrefetch, (PhotosPerWorker * (long)workers + options.BatchSize - 1) / options.BatchSize);
        long fitting = MostBytes / batchBytes - BatchesBesides;
        return new LoaderPace(workers, options.Prefetch ?? (int)Math.Max(1, Math.Min(wanted, fitting)));
    }
}
