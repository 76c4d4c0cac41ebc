using static TorchSharp.torch;

namespace TorchSharp.SystemLibTorch.Tests.Scopes;

public class DisposeScopeTests
{
    [Fact]
    public void AScopeDisposesWhatWasMadeInIt()
    {
        Tensor inside;
        using (DisposeScope scope = NewDisposeScope())
        {
            inside = zeros([1]);
            Assert.True(scope.Contains(inside));
            Assert.Equal(1, scope.DisposablesCount);
        }

        Assert.True(inside.IsInvalid);
    }

    [Fact]
    public void AScopeLeavesTheScopeAroundItAlone()
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor before = zeros([1]);
        using (NewDisposeScope()) _ = before + 1;
        Tensor after = zeros([1]);

        Assert.False(before.IsInvalid);
        Assert.True(outer.Contains(before));
        Assert.True(outer.Contains(after));
        Assert.Equal(2, outer.DisposablesCount);
    }

    [Fact]
    public void MoveToOuterHandsATensorToTheScopeAround()
    {
        Tensor kept;
        using (DisposeScope outer = NewDisposeScope())
        {
            using (DisposeScope inner = NewDisposeScope()) kept = inner.MoveToOuter(zeros([1]));

            Assert.False(kept.IsInvalid);
            Assert.True(outer.Contains(kept));
        }

        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void MoveToOuterDisposeScopeLeavesNoScopeWhereThereIsNone()
    {
        Tensor kept;
        using (NewDisposeScope()) kept = zeros([1]).MoveToOuterDisposeScope();

        Assert.False(kept.IsInvalid);
        kept.Dispose();
    }

    [Fact]
    public void ADetachedTensorOutlivesAllScopes()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope()) kept = zeros([1]).DetachFromDisposeScope();
        }

        Assert.False(kept.IsInvalid);
        kept.Dispose();
        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void DisposeEverythingButKeepsOne()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor first = zeros([1]);
        Tensor second = zeros([1]);

        Assert.Same(second, scope.DisposeEverythingBut(second));

        Assert.True(first.IsInvalid);
        Assert.False(second.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void ATensorDisposedByHandLeavesItsScope()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = zeros([1]);

        t.Dispose();

        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void ScopesBelongToTheirThread()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? made = null;

        var thread = new Thread(() => made = zeros([1]));
        thread.Start();
        thread.Join();

        Assert.False(scope.Contains(made!));
        made!.Dispose();
    }

    [Fact]
    public void StatisticsCountWhatIsAlive()
    {
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        Tensor kept;
        using (NewDisposeScope())
        {
            kept = (zeros([1]) + ones([1])).DetachFromDisposeScope();
            Assert.Equal(before + 3, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        }

        Assert.Equal(before + 1, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        kept.Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }
}
