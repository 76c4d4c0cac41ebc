namespace ResNetFlowers.Capabilities;

/// <summary>Captures work of the device and does it again: CUDA graphs.</summary>
internal interface IGraphEngine
{
    /// <summary>Does work in the place where it will be captured, so that everything that is set up at a first time is.</summary>
    void WarmUp(Action work);

    /// <summary>Notes work down without doing it.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">It is of a kind that cannot be captured.</exception>
    ICapturedWork Capture(Action work);
}

/// <summary>Work that was noted down, with the memory that it works in.</summary>
internal interface ICapturedWork : IDisposable
{
    /// <summary>Does it.</summary>
    void Replay();
}
