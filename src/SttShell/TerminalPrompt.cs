using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SttShell;

/// <summary>
/// Asks on the terminal: on standard error, so that a redirected output holds no questions. Where there is no
/// terminal it fails with the question that it could not ask.
/// </summary>
internal sealed class TerminalPrompt(CancellationToken stopped)
{
    public string ReadLine(string question)
    {
        RequireTerminal(question);
        return WaitFor(() => Console.ReadLine() ?? throw new HostException("The input has ended."));
    }

    public SecureString ReadSecret(string question)
    {
        RequireTerminal(question);
        SecureString secret = new();
        while (WaitFor(() => Console.ReadKey(intercept: true)) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0) secret.RemoveAt(secret.Length - 1);
            else if (!char.IsControl(key.KeyChar)) secret.AppendChar(key.KeyChar);
        }
        Console.Error.WriteLine();
        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>Asks for the values of missing parameters.</summary>
    public Dictionary<string, PSObject> AskFields(
        string caption, string message, Collection<FieldDescription> descriptions)
    {
        string names = string.Join(", ", descriptions.Select(field => field.Name));
        RequireTerminal($"{caption} {message} {names}");
        WriteHeading(caption, message);
        Dictionary<string, PSObject> answers = [];
        foreach (FieldDescription field in descriptions)
        {
            Type type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
            answers[field.Name] = PSObject.AsPSObject(AskField(field.Name, type));
        }
        return answers;
    }

    public int AskChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RequireTerminal($"{caption} {message}");
        WriteHeading(caption, message);
        Choice[] known = [.. choices.Select(choice => new Choice(choice))];
        while (true)
        {
            Console.Error.Write(string.Concat(known.Select(choice => $"[{choice.Key}] {choice.Name}  ")) + "[?] Help");
            Console.Error.Write(defaultChoice >= 0 ? $" (default is \"{known[defaultChoice].Key}\"): " : ": ");
            string answer = ReadLine(message).Trim();
            if (answer.Length == 0 && defaultChoice >= 0) return defaultChoice;
            int index = Array.FindIndex(known, choice => choice.Is(answer));
            if (index >= 0) return index;
            if (answer != "?") continue;
            foreach (Choice choice in known) Console.Error.WriteLine($"{choice.Key} - {choice.Help}");
        }
    }

    public PSCredential AskCredential(string caption, string message, string? userName)
    {
        RequireTerminal($"{caption} {message}");
        WriteHeading(caption, message);
        string user = string.IsNullOrEmpty(userName) ? (string)AskField("User", typeof(string)) : userName;
        return new PSCredential(user, (SecureString)AskField($"Password for user {user}", typeof(SecureString)));
    }

    private object AskField(string name, Type type)
    {
        if (type.IsArray) return AskElements(name, type);
        Console.Error.Write($"{name}: ");
        if (type == typeof(SecureString)) return ReadSecret(name);
        return type == typeof(PSCredential) ? AskCredential("", name, null) : ReadLine(name);
    }

    /// <summary>Asks for one element after the other, until an empty line.</summary>
    private List<string> AskElements(string name, Type type)
    {
        List<string> elements = [];
        while (AskField($"{name}[{elements.Count}]", type.GetElementType()!) is string { Length: > 0 } element)
        {
            elements.Add(element);
        }
        return elements;
    }

    private static void WriteHeading(string caption, string message)
    {
        if (!string.IsNullOrEmpty(caption)) Console.Error.WriteLine(caption);
        if (!string.IsNullOrEmpty(message)) Console.Error.WriteLine(message);
    }

    private static void RequireTerminal(string question)
    {
        if (Terminal.CanAsk) return;
        throw new HostException($"There is no terminal to ask on: {question.Trim()} "
            + "Give the answer in the command: a value for each mandatory parameter, -Confirm:$false to confirm.");
    }

    /// <summary>A read from the console can't be cancelled, so it is left behind on its own thread.</summary>
    private T WaitFor<T>(Func<T> read)
    {
        Task<T> reading = Task.Run(read, CancellationToken.None);
        try
        {
            reading.Wait(stopped);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (AggregateException)
        {
            // Thrown below as itself.
        }
        return reading.GetAwaiter().GetResult();
    }

    /// <summary>A choice's label marks its key with an ampersand: <c>Yes to &amp;All</c>.</summary>
    private sealed class Choice(ChoiceDescription description)
    {
        public string Name { get; } = description.Label.Replace("&", "", StringComparison.Ordinal);

        public string Key { get; } = KeyOf(description.Label);

        public string Help => description.HelpMessage;

        public bool Is(string answer)
            => answer.Length > 0 && (answer.Equals(Key, StringComparison.OrdinalIgnoreCase)
                || answer.Equals(Name, StringComparison.OrdinalIgnoreCase));

        private static string KeyOf(string label)
        {
            int mark = label.IndexOf('&', StringComparison.Ordinal);
            return mark >= 0 && mark + 1 < label.Length ? label.Substring(mark + 1, 1).ToUpperInvariant() : label;
        }
    }
}
