namespace TorchSharp;

/// <summary>The dispose scopes of one thread, and the count of the tensors made and disposed on it.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager? _current;

    private readonly ThreadDisposeScopeStatistics _statistics = new();
    private DisposeScope? _innermost;

    public static ThreadDisposeScopeStatistics Statistics => Current._statistics;

    internal static DisposeScopeManager Current => _current ??= new DisposeScopeManager();

    internal DisposeScope? Innermost => _innermost;

    internal DisposeScope Open() => _innermost = new DisposeScope(this, _innermost);

    /// <summary>Leaves a scope; scopes inside it that were never disposed are left with it.</summary>
    internal void Close(DisposeScope scope)
    {
        for (DisposeScope? open = _innermost; open is not null; open = open.OuterScope)
        {
            if (open != scope) continue;
            _innermost = scope.OuterScope;
            return;
        }
    }

    internal void Register(torch.Tensor tensor)
    {
        LifetimeStatistics counts = _statistics.TensorStatistics;
        if (_innermost is null)
        {
            counts.CreatedOutsideScopeCount++;
            return;
        }

        counts.CreatedInScopeCount++;
        _innermost.Adopt(tensor);
    }

    internal static void OnDisposed(torch.Tensor tensor)
    {
        LifetimeStatistics counts = Current._statistics.TensorStatistics;
        if (tensor.OwningDisposeScope is { } owner)
        {
            owner.MarkAsDisposed(tensor);
            counts.DisposedInScopeCount++;
        }
        else
        {
            counts.DisposedOutsideScopeCount++;
        }
    }

    internal static void CountMove(bool attached)
    {
        LifetimeStatistics counts = Current._statistics.TensorStatistics;
        if (attached) counts.AttachedToScopeCount++;
        else counts.DetachedFromScopeCount++;
    }
}
