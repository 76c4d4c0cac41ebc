using System.Runtime.InteropServices;
using ResNetFlowers.Capabilities;

namespace ResNetFlowers.Tests.Training.Learning.Steps;

/// <summary>Captures work by remembering it, and replays it by doing it again: on the CPU, what a graph would do.</summary>
internal sealed class FakeGraphs : IGraphEngine
{
    public int WarmUps { get; private set; }

    public int Captures { get; private set; }

    public int Replays { get; private set; }

    public int Live { get; private set; }

    /// <summary>Why nothing can be captured; null where it can.</summary>
    public string? Failure { get; init; }

    /// <summary>What to spoil before each replay: whatever a graph would not see.</summary>
    public Action BeforeReplay { get; set; } = () => { };

    public void WarmUp(Action work)
    {
        WarmUps++;
        work();
    }

    public ICapturedWork Capture(Action work)
    {
        if (Failure is not null) throw new ExternalException(Failure);
        Captures++;
        Live++;
        return new Remembered(this, work);
    }

    private sealed class Remembered(FakeGraphs graphs, Action work) : ICapturedWork
    {
        public void Replay()
        {
            graphs.Replays++;
            graphs.BeforeReplay();
            work();
        }

        public void Dispose() => graphs.Live--;
    }
}
