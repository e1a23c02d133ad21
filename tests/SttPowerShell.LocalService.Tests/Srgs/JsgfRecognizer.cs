using System.Text.RegularExpressions;

namespace SttPowerShell.LocalService.Tests.Srgs;

/// <summary>
/// What PocketSphinx makes of JSGF: a finite-state machine built as its compiler builds it, with the states that it
/// shares, and not as the format says it should.
/// </summary>
internal sealed partial class JsgfRecognizer
{
    private const int None = -1;
    private const int Recursive = -2;

    private readonly Dictionary<string, List<List<(string Name, double Weight)>>> _rules = [];
    private readonly List<(int From, int To, string? Word)> _links = [];
    private readonly List<(string Rule, int Entry)> _open = [];
    private readonly Queue<string> _tokens;
    private readonly int _final;
    private int _states = 1;

    public JsgfRecognizer(string jsgf)
    {
        _tokens = new Queue<string>(
            TokenPattern().Matches(jsgf[(jsgf.IndexOf("srgs;", StringComparison.Ordinal) + 5)..])
            .Select(match => match.Value));
        string? root = null;
        while (_tokens.TryDequeue(out string? token))
        {
            if (token == "public") root = token = _tokens.Dequeue();
            Take("=");
            _rules.Add(token, ReadAlternatives());
            Take(";");
        }
        _final = Expand(root!, 0, None);
        Assert.NotEqual(None, _final);
    }

    public bool Accepts(string[] sentence)
    {
        HashSet<int> states = Silently([0]);
        foreach (string word in sentence)
        {
            states = Silently([.. _links.Where(link => link.Word == word && states.Contains(link.From))
                .Select(link => link.To)]);
        }
        return states.Contains(_final);
    }

    private HashSet<int> Silently(HashSet<int> states)
    {
        int before;
        do
        {
            before = states.Count;
            states.UnionWith(
                _links.Where(link => link.Word is null && states.Contains(link.From))
                    .Select(link => link.To).ToArray());
        }
        while (states.Count > before);
        return states;
    }

    private void Take(string token) => Assert.Equal(token, _tokens.Dequeue());

    /// <summary>Later alternatives come first.</summary>
    private List<List<(string, double)>> ReadAlternatives()
    {
        List<List<(string, double)>> alternatives = [[]];
        while (_tokens.Peek() is not (";" or ")"))
        {
            string token = _tokens.Dequeue();
            double weight = 1;
            if (token[0] == '/')
            {
                weight = double.Parse(token[1..^1], System.Globalization.CultureInfo.InvariantCulture);
                token = _tokens.Dequeue();
            }
            if (token == "|")
            {
                alternatives.Insert(0, []);
                continue;
            }
            if (token == "(")
            {
                token = $"<group {_rules.Count}>";
                _rules.Add(token, []);
                _rules[token] = ReadAlternatives();
                Take(")");
            }
            // On anything but a word and a sole NULL it would be lost, and above 1 NULL would end the process.
            if (token == "<NULL>") Assert.InRange(weight, 0.0000001, 1);
            else if (token[0] == '<') Assert.Equal(1, weight);
            Assert.NotEqual("<VOID>", token);
            alternatives[0].Add((token, weight));
        }
        return alternatives;
    }

    private int Expand(string rule, int entry, int exit)
    {
        _open.Add((rule, entry));
        foreach (List<(string Name, double Weight)> atoms in _rules[rule])
        {
            int last = ExpandAlternative(atoms, entry, exit);
            Assert.NotEqual(None, last);
            if (last != Recursive && exit == None) exit = last;
        }
        _open.RemoveAt(_open.Count - 1);
        return exit == None ? entry : exit;
    }

    private int ExpandAlternative(List<(string Name, double Weight)> atoms, int entry, int exit)
    {
        int last = entry;
        for (int index = 0; index < atoms.Count; index++)
        {
            string name = atoms[index].Name;
            int end = index == atoms.Count - 1 ? exit : None;
            int open = _open.FindIndex(rule => rule.Rule == name);
            if (name == "<NULL>")
            {
                if (atoms.Count > 1) continue;
                _links.Add((last, end == None ? _states : end, null));
                if (end == None) last = _states++;
            }
            else if (open >= 0)
            {
                Assert.Equal(atoms.Count - 1, index);
                _links.Add((last, _open[open].Entry, null));
                last = Recursive;
            }
            else if (name[0] == '<')
            {
                last = Expand(name, last, end);
            }
            else
            {
                _links.Add((last, end == None ? _states : end, name));
                last = end == None ? _states++ : end;
            }
        }
        return last;
    }

    [GeneratedRegex(@"<[^<>]+>|/[0-9.]+/|[=;|()]|[^\s=;|()<>/]+")]
    private static partial Regex TokenPattern();
}
