namespace ResNetFlowers.Testing;

/// <summary>Progress that is told at once, on the thread that works.</summary>
internal sealed class CallbackProgress<T>(Action<T> action) : IProgress<T>
{
    public void Report(T value) => action(value);
}
