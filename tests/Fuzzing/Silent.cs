using System.Diagnostics.CodeAnalysis;
using FsCheck;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace SttPowerShell.Fuzzing;

/// <summary>Lets FsCheck report nothing: a failure is told in words of ours.</summary>
internal sealed class Silent : IRunner
{
    public void OnStartFixture(Type t)
    {
    }

    [SuppressMessage("Naming", "CA1725", Justification = "The interface's names are not words.")]
    public void OnArguments(
        int number, FSharpList<object> arguments, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
    {
    }

    [SuppressMessage("Naming", "CA1725", Justification = "The interface's names are not words.")]
    public void OnShrink(FSharpList<object> arguments, FSharpFunc<FSharpList<object>, string> every)
    {
    }

    public void OnFinished(string name, TestResult result)
    {
    }
}
