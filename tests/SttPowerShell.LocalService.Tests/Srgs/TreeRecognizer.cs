using SttPowerShell.LocalService.Srgs;

namespace SttPowerShell.LocalService.Tests.Srgs;

/// <summary>
/// What SRGS says a grammar matches: an Earley-like search over places in the sentence, by definition only.
/// </summary>
internal sealed class TreeRecognizer(SrgsDocument document)
{
    private readonly Dictionary<string, Expansion> _rules =
        document.Rules.ToDictionary(rule => rule.Name, rule => rule.Expansion);

    private readonly Dictionary<(string Rule, int Start), HashSet<int>> _known = [];

    private string[] _sentence = [];

    public bool Accepts(string[] sentence)
    {
        _sentence = sentence;
        _known.Clear();
        // A rule that recurs needs the ends found in the rounds before.
        int before;
        HashSet<int> ends;
        do
        {
            before = _known.Values.Sum(found => found.Count);
            _visited.Clear();
            ends = Rule(document.Root!.Rule, 0);
        }
        while (_known.Values.Sum(found => found.Count) > before);
        return ends.Contains(sentence.Length);
    }

    private readonly HashSet<(string, int)> _visited = [];

    private HashSet<int> Rule(string rule, int start)
    {
        if (!_known.TryGetValue((rule, start), out HashSet<int>? ends)) _known[(rule, start)] = ends = [];
        if (_visited.Add((rule, start))) ends.UnionWith(Ends(_rules[rule], start));
        return ends;
    }

    private HashSet<int> Ends(Expansion expansion, int start)
    {
        switch (expansion)
        {
            case Word word:
                return start < _sentence.Length && _sentence[start] == word.Text ? [start + 1] : [];
            case Nothing or Tag:
                return [start];
            case RuleReference reference:
                return [.. Rule(reference.Rule, start)];
            case Alternatives alternatives:
                return [.. alternatives.Choices.SelectMany(choice => Ends(choice.Expansion, start))];
            case Sequence sequence:
                HashSet<int> places = [start];
                foreach (Expansion item in sequence.Items) places = [.. places.SelectMany(place => Ends(item, place))];
                return places;
            case Repeat repeat:
                return Repeated(repeat, start);
            default:
                return [];
        }
    }

    private HashSet<int> Repeated(Repeat repeat, int start)
    {
        HashSet<int> places = [start];
        HashSet<int> ends = repeat.Range.Minimum == 0 ? [start] : [];
        int most = repeat.Range.Maximum ?? repeat.Range.Minimum + _sentence.Length + 1;
        for (int times = 1; times <= most; times++)
        {
            places = [.. places.SelectMany(place => Ends(repeat.Body, place))];
            if (times >= repeat.Range.Minimum) ends.UnionWith(places);
        }
        return ends;
    }
}
