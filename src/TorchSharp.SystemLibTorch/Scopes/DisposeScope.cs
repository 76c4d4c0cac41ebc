namespace TorchSharp;

/// <summary>Disposes the tensors made on its thread while it was the innermost scope, unless they were moved out of it.</summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager _manager;
    private readonly HashSet<IDisposable> _disposables = new(ReferenceEqualityComparer.Instance);

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        _manager = manager;
        OuterScope = outer;
    }

    internal DisposeScope? OuterScope { get; }

    public int DisposablesCount => _disposables.Count;

    public IReadOnlyList<IDisposable> DisposablesView => [.. _disposables];

    public bool Contains(IDisposable disposable) => _disposables.Contains(disposable);

    public void Attach(IDisposable disposable) => MoveInto(this, disposable);

    public void Attach(params IDisposable[] disposables)
    {
        foreach (IDisposable disposable in disposables) Attach(disposable);
    }

    public T Detach<T>(T disposable) where T : IDisposable
    {
        MoveInto(null, disposable);
        return disposable;
    }

    public void Detach(params IDisposable[] disposables)
    {
        foreach (IDisposable disposable in disposables) Detach<IDisposable>(disposable);
    }

    public T MoveToOuter<T>(T disposable) where T : IDisposable
    {
        MoveInto(OuterScope, disposable);
        return disposable;
    }

    public void MoveToOuter(params IDisposable[] disposables)
    {
        foreach (IDisposable disposable in disposables) MoveToOuter<IDisposable>(disposable);
    }

    public T MoveToOther<T>(DisposeScope scope, T disposable) where T : IDisposable
    {
        MoveInto(scope, disposable);
        return disposable;
    }

    public void DisposeEverything() => DisposeEverythingBut([]);

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut(new IDisposable[] { keep });
        return keep;
    }

    public void DisposeEverythingBut(params IDisposable[] keep)
    {
        foreach (IDisposable disposable in _disposables.ToArray())
        {
            if (!keep.Contains(disposable, ReferenceEqualityComparer.Instance)) disposable.Dispose();
        }
    }

    public void MarkAsDisposed(IDisposable disposable)
    {
        _disposables.Remove(disposable);
        if (disposable is torch.Tensor tensor) tensor.OwningDisposeScope = null;
    }

    public void Dispose()
    {
        DisposeEverything();
        _manager.Close(this);
    }

    internal void Adopt(torch.Tensor tensor)
    {
        _disposables.Add(tensor);
        tensor.OwningDisposeScope = this;
    }

    private static void MoveInto(DisposeScope? scope, IDisposable disposable)
    {
        if (disposable is not torch.Tensor tensor)
        {
            scope?._disposables.Add(disposable);
            return;
        }

        tensor.OwningDisposeScope?._disposables.Remove(tensor);
        tensor.OwningDisposeScope = null;
        scope?.Adopt(tensor);
        DisposeScopeManager.CountMove(scope is not null);
    }
}
