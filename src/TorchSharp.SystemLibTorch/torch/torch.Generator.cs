using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>libtorch's source of random numbers; only the default one exists here.</summary>
    public class Generator
    {
        private static long _seed = 67280421310721; // libtorch's own default

        private Generator()
        {
        }

        public static Generator Default { get; } = new();

        public Generator manual_seed(long seed)
        {
            LibTorch.Check(LibTorch.flowers_manual_seed(seed));
            _seed = seed;
            return this;
        }

        public long initial_seed() => _seed;

        internal static Argument Only(Generator? generator) => generator is null || generator == Default
            ? Argument.None
            : throw new NotSupportedException("only the default generator can be used");
    }

    /// <summary>Seeds the default generators of every device.</summary>
    public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

    public static class random
    {
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long initial_seed() => Generator.Default.initial_seed();
    }
}
