using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SttPowerShell.Tests.Canaries;

/// <summary>Looks for secrets in whatever somebody could come to see, and remembers where it found one.</summary>
internal sealed partial class Traces(List<Canary> canaries)
{
    private const int Depth = 9;

    /// <summary>An exception leads to its method, and that to all of the framework.</summary>
    private const int DepthOfErrors = 2;

    public List<string> Found { get; } = [];

    public void LookFor(Canary canary) => canaries.Add(canary);

    public void LookAt(string where, string text)
    {
        text = Wrapped().Replace(text, "");
        foreach (Canary canary in canaries)
        {
            if (canary.FindIn(text) is not string form) continue;
            string found = $"{canary.Name} ({form}) in {where}";
            if (!Found.Contains(found)) Found.Add(found);
        }
    }

    /// <summary>An object as it would be shown, serialised for a job or another machine, and taken apart.</summary>
    public void LookAt(string where, object? value)
    {
        if (value is null) return;
        LookAt($"{where}, as text", $"{value}");
        LookAt($"{where}, serialised", PSSerializer.Serialize(value, IsOfErrors(value) ? DepthOfErrors : Depth));
        Walk(where, value, 0, new HashSet<object>(ReferenceEqualityComparer.Instance));
    }

    /// <summary>A file's name and content, and that of all below a folder.</summary>
    public void LookAtFiles(string folder, params string[] except)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (except.Contains(Path.GetFileName(file))) continue;
            LookAt($"the file {file}", file + Canary.Latin1(File.ReadAllBytes(file)));
        }
    }

    /// <summary>Command lines and environments of all processes; only Linux shows them.</summary>
    public void LookAtProcesses()
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), out _)) continue;
            foreach (string name in (string[])["cmdline", "environ"])
            {
                try
                {
                    LookAt($"the {name} of {Name(process)}", Canary.Latin1(File.ReadAllBytes($"{process}/{name}")));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // Ended meanwhile, or another user's.
                }
            }
        }
    }

    /// <summary>Where a narrow terminal breaks lines, and its colours.</summary>
    [GeneratedRegex(@"\s|\x1b\[[0-9;]*m")]
    private static partial Regex Wrapped();

    private static bool IsOfErrors(object value)
        => value is Job or PSObject { BaseObject: ErrorRecord or Exception or Job } or ErrorRecord or Exception
            or IEnumerable<object> and not PSObject;

    private static string Name(string process) => File.ReadAllText($"{process}/comm").TrimEnd();

    /// <summary>Everything that public properties and fields lead to.</summary>
    private void Walk(string where, object? value, int depth, HashSet<object> seen)
    {
        if (value is null || depth > Depth) return;
        if (value is PSObject wrapped)
        {
            foreach (PSPropertyInfo property in wrapped.Properties.Where(p => p is PSNoteProperty))
            {
                Walk($"{where}.{property.Name}", property.Value, depth + 1, seen);
            }
            value = wrapped.BaseObject;
        }
        if (value is string text) LookAt(where, text);
        else if (!value.GetType().IsValueType && seen.Add(value)) WalkInto(where, value, depth, seen);
    }

    private void WalkInto(string where, object value, int depth, HashSet<object> seen)
    {
        LookAt($"{where}, as text", value.ToString() ?? "");
        if (value is IEnumerable items and not ScriptBlock)
        {
            foreach (object? item in items)
            {
                Walk($"{where}[]", item is DictionaryEntry entry ? entry.Value : item, depth + 1, seen);
            }
        }
        if (!IsOurs(value.GetType())) return;
        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0 || property.Name == nameof(Exception.TargetSite)) continue;
            object? next;
            try
            {
                next = property.GetValue(value);
            }
            catch (TargetInvocationException)
            {
                continue; // It needs a state that the object isn't in.
            }
            Walk($"{where}.{property.Name}", next, depth + 1, seen);
        }
        foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            Walk($"{where}.{field.Name}", field.GetValue(value), depth + 1, seen);
        }
    }

    /// <summary>What the module writes, and what PowerShell makes of it; not all that hangs on that in the framework.</summary>
    private static bool IsOurs(Type type)
        => type.Namespace?.StartsWith("SttPowerShell", StringComparison.Ordinal) == true
            || typeof(Exception).IsAssignableFrom(type)
            || typeof(Job).IsAssignableFrom(type)
            || type == typeof(ErrorRecord) || type == typeof(ErrorDetails) || type == typeof(InvocationInfo)
            || typeof(InformationalRecord).IsAssignableFrom(type)
            || type == typeof(InformationRecord) || type == typeof(ProgressRecord);
}
