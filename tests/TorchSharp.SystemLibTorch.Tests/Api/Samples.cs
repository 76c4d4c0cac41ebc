// A little of every kind of type and member, to hold the renderer of API lines to its format. No test but ApiLinesTests uses it.
#pragma warning disable CA1822, CA1051, CA1052, CA1707, IDE0060, MA0018, MA0038, MA0041, MA0055, MA0069, MA0084

using System.Collections;

namespace TorchSharp.SystemLibTorch.Tests.Api.Samples;

public enum Sampled
{
    First = 3,
    Second = -1,
}

public interface ISampled<in T>
{
    long Length { get; }

    void Take(T value);
}

public delegate bool Chosen(int id);

public struct Pair
{
    public static readonly Pair Empty;
    public double First;
}

public abstract class Parent
{
    public const string Title = "parent";
    protected long[] _sizes = [];
    private protected int _hidden;
    internal int _internal;

    protected Parent(string name, Sampled kind = Sampled.First) => _hidden = _internal = name.Length + (int)kind;

    public abstract void Must(out Pair pair, ref int count);

    public virtual int? May(double epsilon = 1e-8, float factor = 0.5f, long? step = null, Pair pair = default) => null;

    protected internal virtual void Dispose(bool disposing) => _hidden = 0;
}

public sealed class Child<T> : Parent, IEnumerable<T>, IDisposable
{
    public Child() : base("child")
    {
    }

    ~Child() => Dispose(false);

    public int Count { get; private set; }

    public static bool Shared { get; set; }

    public T this[params long[] indices] => throw new NotSupportedException();

    public static implicit operator Child<T>(T[] values) => new();

    public static Child<T> operator +(Child<T> left, IList<T> right) => left;

    public override void Must(out Pair pair, ref int count) => pair = default;

    public void Dispose() => Dispose(true);

    public IEnumerator<T> GetEnumerator() => throw new NotSupportedException();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public TResult Map<TResult>(Func<T, (int A, TResult B)[,]> map, short width = 4, char mark = 'L', params string[] names)
        => throw new NotSupportedException();

    public class Node<TKey>
    {
        public Node<TKey>? Next { get; init; }

        public Dictionary<string, (T, bool?)>? Items { get; protected set; }
    }

    private sealed class Hidden;
}

public static class Extensions
{
    public static string Shout(this string text, string mark = "!", bool twice = true, System.IO.Stream? stream = null) => text + mark;
}
