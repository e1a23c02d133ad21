using System.Globalization;
using System.Text;

namespace SttPowerShell.LocalService.Srgs;

/// <summary>
/// Writes grammars in the JSpeech Grammar Format (W3C Note, 5 June 2000) for PocketSphinx, whose compiler (jsgf.c of
/// sphinxbase 5prealpha) isn't what the format promises:
/// <list type="bullet">
/// <item>A group or a rule begins in the state in which its alternative begins, and a loop goes back to that state, so
/// that "(a* b | c)" would accept "a c". An alternative that begins with a loop gets a state of its own, by
/// "(/1/ &lt;NULL&gt;)" in front.</item>
/// <item>A weight counts only in front of a word or a sole NULL, so other alternatives get theirs in the same way. On a
/// NULL a weight above 1 ends the process: weights are divided by the greatest of their alternatives.</item>
/// <item>NULL among other items is dropped together with its state, and VOID ends the compilation: neither is
/// written.</item>
/// <item>The last alternative is compiled first, and a rule ends where that one ends, which must not be in the middle
/// of a loop: the alternative with the least recursion is written last.</item>
/// <item>Freeing alternatives recurs from one to the next: many are written as groups of alternatives.</item>
/// </list>
/// </summary>
internal sealed class JsgfWriter
{
    private const int AlternativesInGroup = 500;

    /// <summary>Its logarithm can be added up without overflow, as that of 0 can't.</summary>
    private const double LeastWeight = 0.000001;

    private readonly JsgfRules _rules;

    private readonly Func<string, string> _token;

    private readonly Dictionary<string, bool> _beginsWithLoop = [];

    private readonly Dictionary<Expansion, bool> _recurs = new(ReferenceEqualityComparer.Instance);

    private readonly Dictionary<string, Expansion> _expansions;

    private readonly StringBuilder _text = new();

    private string? _current;

    private JsgfWriter(JsgfRules rules, Func<string, string> token)
    {
        _rules = rules;
        _token = token;
        _expansions = rules.Rules.ToDictionary(rule => rule.Name, rule => rule.Expansion);
    }

    /// <summary>The grammar as JSGF, its root public. The same grammar gives the same text.</summary>
    /// <param name="grammar">What to write.</param>
    /// <param name="token">
    /// What a word is called in the recogniser's dictionary, without white space and characters that mean something in
    /// JSGF.
    /// </param>
    public static string Write(SrgsGrammar grammar, Func<string, string> token)
    {
        JsgfWriter writer = new(JsgfRules.Of(grammar.Spoken), token);
        writer._text.Append("#JSGF V1.0;\ngrammar srgs;\n");
        foreach ((string name, Expansion expansion) in writer._rules.Rules)
        {
            writer._text.Append(name == writer._rules.Rules[0].Name ? "public " : "")
                .Append('<').Append(name).Append("> = ");
            writer._current = name;
            writer.WriteAlternatives(expansion);
            writer._text.Append(" ;\n");
        }
        return writer._text.ToString();
    }

    /// <summary>At the top of a rule or a group, where alternatives need no brackets.</summary>
    private void WriteAlternatives(Expansion expansion)
    {
        if (expansion is not Alternatives alternatives)
        {
            WriteSequence(expansion);
            return;
        }
        List<Action> choices = [.. Choices(alternatives)];
        // The last choice stays last.
        if (choices.Count > AlternativesInGroup)
        {
            choices = [.. choices.Chunk(AlternativesInGroup).Select(chunk => (Action)(() => WriteGroup(chunk)))];
        }
        WriteJoined(choices);
    }

    private void WriteJoined(IReadOnlyList<Action> choices)
    {
        for (int index = 0; index < choices.Count; index++)
        {
            if (index > 0) _text.Append(" | ");
            choices[index]();
        }
    }

    private void WriteGroup(IReadOnlyList<Action> choices)
    {
        _text.Append('(');
        WriteJoined(choices);
        _text.Append(')');
    }

    private IEnumerable<Action> Choices(Alternatives alternatives)
    {
        double greatest = alternatives.Choices.Max(choice => choice.Weight ?? 1);
        bool weighted = alternatives.Choices.Any(choice => (choice.Weight ?? 1) != greatest);
        return Ordered(alternatives).Select(choice => (Action)(() => WriteChoice(
            choice.Expansion, weighted ? Math.Max(LeastWeight, (choice.Weight ?? 1) / greatest) : null)));
    }

    private IEnumerable<Alternative> Ordered(Alternatives alternatives)
    {
        if (!Recurs(alternatives)) return alternatives.Choices;
        Alternative last = alternatives.Choices.Reverse().MinBy(choice => _rules.Height(choice.Expansion))!;
        return alternatives.Choices.OrderBy(choice => ReferenceEquals(choice, last));
    }

    private bool Recurs(Expansion expansion)
    {
        if (_recurs.TryGetValue(expansion, out bool known)) return known;
        return _recurs[expansion] = expansion switch
        {
            RuleReference reference => _rules.IsLoop(reference.Rule),
            Sequence sequence => sequence.Items.Any(Recurs),
            Alternatives alternatives => alternatives.Choices.Any(choice => Recurs(choice.Expansion)),
            _ => false,
        };
    }

    private void WriteChoice(Expansion choice, double? weight)
    {
        Expansion first = choice is Sequence sequence ? sequence.Items[0] : choice;
        string prefix = weight is { } value ? $"/{value.ToString("0.######", CultureInfo.InvariantCulture)}/ " : "";
        if (first is Word or Nothing) _text.Append(prefix);
        else if (weight is not null) _text.Append('(').Append(prefix).Append("<NULL>) ");
        else if (!IsCurrent(first) && BeginsWithLoop(first)) _text.Append("(/1/ <NULL>) ");
        WriteSequence(choice);
    }

    /// <summary>A reference to the rule being written is only a way back.</summary>
    private bool IsCurrent(Expansion expansion) => expansion is RuleReference reference && reference.Rule == _current;

    private void WriteSequence(Expansion expansion)
    {
        if (expansion is not Sequence sequence)
        {
            WriteItem(expansion);
            return;
        }
        for (int index = 0; index < sequence.Items.Count; index++)
        {
            if (index > 0) _text.Append(' ');
            WriteItem(sequence.Items[index]);
        }
    }

    private void WriteItem(Expansion item)
    {
        switch (item)
        {
            case Word word:
                _text.Append(Token(word));
                break;
            case RuleReference reference:
                _text.Append('<').Append(reference.Rule).Append('>');
                break;
            case Nothing:
                _text.Append("<NULL>");
                break;
            default:
                _text.Append('(');
                WriteAlternatives(item);
                _text.Append(')');
                break;
        }
    }

    private string Token(Word word)
    {
        string token = _token(word.Text);
        return token.Length > 0 && !token.Any(c => char.IsWhiteSpace(c)
            || "=;|*+<>()[]{}/\"".Contains(c, StringComparison.Ordinal))
            ? token
            : throw new ArgumentException($"'{token}' can't be a word of JSGF.", nameof(word));
    }

    /// <summary>Whether the state in which it begins is one that a loop goes back to.</summary>
    private bool BeginsWithLoop(Expansion expansion)
    {
        switch (expansion)
        {
            case Sequence sequence:
                return BeginsWithLoop(sequence.Items[0]);
            case RuleReference reference:
                if (_rules.IsLoop(reference.Rule)) return true;
                if (_beginsWithLoop.TryGetValue(reference.Rule, out bool known)) return known;
                return _beginsWithLoop[reference.Rule] = BeginsWithLoop(_expansions[reference.Rule]);
            default:
                // Of alternatives each has a state of its own where it needs one.
                return false;
        }
    }
}
