using System.Text.Json;

namespace SttPowerShell.Client.Wire;

/// <summary>What all lists of answers have in common.</summary>
internal static class WireList
{
    /// <summary>Nothing in the API is a list with holes, so one is no answer of its.</summary>
    /// <exception cref="JsonException">An element is null.</exception>
    public static void RequireElements<T>(IReadOnlyList<T>? list)
    {
        if (list is null) return;
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] is null) throw new JsonException("An element of a list is null.");
        }
    }
}
