using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace SttPowerShell.Fuzzing;

/// <summary>
/// Tries something that reads foreign bytes with many of them. It must end in time and within its memory, with what it
/// read or one of its own exceptions. A run of the tests tries the same few hundred cases each time; STT_FUZZ_CASES asks
/// for more, new ones each time, and keeps what failed (see <see cref="Regressions"/>).
/// </summary>
public sealed class Fuzz
{
    private const string CountVariable = "STT_FUZZ_CASES";
    private const int UsualCount = 300;

    /// <summary>Far beyond what the slowest machine needs for any case: what takes as long never ends.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly string _target;
    private readonly Func<Exception, bool> _isRefusal;
    private long _begun = long.MaxValue;
    private byte[]? _current;
    private (byte[] Input, Exception Failure)? _failed;

    /// <param name="target">What is tried, as a name for files.</param>
    /// <param name="isRefusal">Which exceptions it may throw.</param>
    public Fuzz(string target, Func<Exception, bool>? isRefusal = null)
        => (_target, _isRefusal) = (target, isRefusal ?? (_ => false));

    /// <summary>How much slower a case is than usual: so many times fewer are tried.</summary>
    public int Slowness { get; init; } = 1;

    /// <summary>
    /// Bytes of managed memory that one case may ask for on its own thread, however many of them at a time.
    /// </summary>
    public long MostAllocated { get; init; } = 64 * 1024 * 1024;

    private static int? Wanted { get; } =
        int.TryParse(Environment.GetEnvironmentVariable(CountVariable), CultureInfo.InvariantCulture, out int count)
            ? count
            : null;

    /// <summary>Tries the cases that failed once, and then new ones.</summary>
    /// <param name="inputs">Where new ones come from.</param>
    /// <param name="read">
    /// Reads one; throws if it reads wrongly. What it awaits must come at once, so that its memory is that of one thread.
    /// </param>
    public void Run(Gen<byte[]> inputs, Action<byte[]> read)
    {
        foreach ((string file, byte[] input) in Regressions.Of(_target))
        {
            if (!Holds(input, read)) throw Told($"the case that is kept in {file}");
        }
        Config config = Config.Quick.WithMaxTest(Math.Max(1, (Wanted ?? UsualCount) / Slowness)).WithQuietOnSuccess(true);
        if (Wanted is null) config = config.WithReplay(new Replay(new Rnd(1, 1), default));
        Task run = Task.Factory.StartNew(
            () => Check.One(
                config.WithRunner(new Silent()),
                Prop.ForAll(Arb.From(inputs, Smaller.Of), input => Holds(input, read))),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!run.Wait(TimeSpan.FromSeconds(1)))
        {
            if (Stopwatch.GetElapsedTime(Math.Min(Stopwatch.GetTimestamp(), Volatile.Read(ref _begun))) < Limit) continue;
            _failed = (_current!, new TimeoutException($"It didn't end within {Limit.TotalSeconds} s."));
            break;
        }
        if (_failed is not null) throw Told(Wanted is null ? "a case" : Regressions.Keep(_target, _failed.Value.Input));
    }

    private bool Holds(byte[] input, Action<byte[]> read)
    {
        _current = input;
        Volatile.Write(ref _begun, Stopwatch.GetTimestamp());
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? failure = null;
        try
        {
            read(input);
        }
        // Whatever comes is the result of the test.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!_isRefusal(e)) failure = e;
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Volatile.Write(ref _begun, long.MaxValue);
        if (failure is null && allocated > MostAllocated)
        {
            failure = new InvalidOperationException($"{input.Length} bytes asked for {allocated} bytes of memory.");
        }
        if (failure is null) return true;
        // FsCheck goes on with smaller cases as long as they fail: the last is the smallest.
        _failed = (input, failure);
        return false;
    }

    private InvalidOperationException Told(string what)
    {
        (byte[] input, Exception failure) = _failed!.Value;
        string shown = Convert.ToBase64String(input.AsSpan(0, Math.Min(input.Length, 3000)));
        return new InvalidOperationException(
            $"{_target} failed with {what}, {input.Length} bytes, in Base64 {shown}: {failure}", failure);
    }
}
