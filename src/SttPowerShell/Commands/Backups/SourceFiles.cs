using System.Globalization;
using System.Management.Automation;
using System.Net.Http.Headers;
using SttPowerShell.Backups;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>
/// The files in which the contents of corpora, grammars and audio are looked for. A file is that of the resource that
/// Add-SttCorpus, Add-SttGrammar and Add-SttAudio would name after it.
/// </summary>
internal sealed class SourceFiles
{
    /// <summary>The service tells whole seconds, and headers may be off by a frame or two.</summary>
    private const double DurationTolerance = 2;

    private readonly ILookup<string, string> _byName;
    private readonly string? _contentType;
    private readonly string? _containedType;

    private SourceFiles(IEnumerable<string> files, string? contentType, string? containedType)
    {
        _byName = files.Distinct(StringComparer.Ordinal).ToLookup(ResourceNames.OfFile, StringComparer.Ordinal);
        _contentType = contentType;
        _containedType = containedType;
    }

    /// <summary>Resolves paths of files and folders, with wildcards or without; a bad one is an error for itself.</summary>
    /// <param name="cmdlet">The cmdlet whose paths they are.</param>
    /// <param name="paths">The paths; null for none.</param>
    /// <param name="contentType">The type of recordings that don't tell theirs.</param>
    /// <param name="containedType">The type of recordings in archives.</param>
    public static SourceFiles Find(
        PSCmdlet cmdlet, IEnumerable<string>? paths, string? contentType = null, string? containedType = null)
    {
        FilePaths resolver = new(cmdlet, folders: true);
        return new SourceFiles((paths ?? []).SelectMany(resolver.Resolve).SelectMany(FilesOf), contentType, containedType);

        IEnumerable<string> FilesOf(string path)
        {
            if (!Directory.Exists(path)) return [path];
            try
            {
                // Without hidden files, such as those that some systems keep a folder's view in.
                return Directory.GetFiles(path, "*", new EnumerationOptions());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                cmdlet.WriteError(PathErrors.Unreadable(path, e));
                return [];
            }
        }
    }

    /// <summary>The file of a corpus.</summary>
    public Task<SourceMatch> OfCorpusAsync(string name, CancellationToken cancel)
        => OfTextAsync(ModelManifest.Corpus, name, cancel);

    /// <summary>The file of a grammar.</summary>
    public Task<SourceMatch> OfGrammarAsync(string name, CancellationToken cancel)
        => OfTextAsync(ModelManifest.Grammar, name, cancel);

    /// <summary>The file of audio.</summary>
    public async Task<SourceMatch> OfAudioAsync(SttAudio audio, CancellationToken cancel)
        => Only(audio.Name, await MatchesAsync(audio.Name, async path =>
        {
            using AudioSource source = await AudioSource.OfFileAsync(path, cancel);
            return Match(audio, source);
        }));

    private async Task<SourceMatch> OfTextAsync(string kind, string name, CancellationToken cancel)
    {
        List<SourceMatch> matches = await MatchesAsync(name, async path =>
        {
            LanguageText text = await LanguageText.OfFileAsync(path, cancel);
            bool isText = text.Refusal(kind) is null
                && AudioFormat.Detect(text.Head.Span, text.Length, path).ContentType is null;
            if (!isText) return null;
            SttGrammarFormat? format = GrammarFormats.Detect(text.Head.Span, path);
            if (kind == ModelManifest.Corpus) return Match("text/plain", format is not null);
            return format is null ? null : Match(GrammarFormats.ContentType(format.Value), false);

            SourceMatch Match(string type, bool isDoubtful)
                => new(path, new ModelContent { Kind = kind, Name = name, ContentType = type })
                {
                    IsDoubtful = isDoubtful,
                };
        });
        // A text beside a grammar of the same name is the corpus.
        bool anyPlain = matches.Exists(m => !m.IsDoubtful);
        return Only(name, anyPlain ? matches.FindAll(m => !m.IsDoubtful) : matches);
    }

    private SourceMatch? Match(SttAudio audio, AudioSource source)
    {
        AudioFormat format = source.Format;
        bool isUnknown = format.ContentType is null || format.NeedsRate;
        string? type = isUnknown && _contentType is not null ? _contentType : format.ContentType;
        if (type is null) return null;
        if (AudioFormat.LacksRate(type))
        {
            return new SourceMatch($"{source.Name} is raw audio, which doesn't tell its sampling rate; -ContentType does");
        }
        if (source.Length is null or < AudioLimits.LeastBytes or > AudioLimits.MostBytes)
        {
            return new SourceMatch($"{source.Name} can't be it: the service takes none of its size");
        }
        if (format.Duration is double own && audio.Duration is double told and > 0
            && Math.Abs(own - told) > DurationTolerance)
        {
            return new SourceMatch(string.Create(CultureInfo.InvariantCulture,
                $"{source.Name} can't be it: it has {own:0.#} s, and the model's has {told:0.#} s"));
        }
        bool isArchive = new AudioFormat(MediaTypeHeaderValue.Parse(type).MediaType).IsArchive;
        return new SourceMatch(source.FilePath!, new ModelContent
        {
            Kind = ModelManifest.Audio,
            Name = audio.Name,
            ContentType = type,
            ContainedContentType = isArchive ? _containedType : null,
        });
    }

    /// <summary>What the files of a name are, without those that are something else.</summary>
    private async Task<List<SourceMatch>> MatchesAsync(string name, Func<string, Task<SourceMatch?>> look)
    {
        List<SourceMatch> matches = [];
        foreach (string path in _byName[name])
        {
            try
            {
                if (await look(path) is SourceMatch match) matches.Add(match);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                matches.Add(new SourceMatch($"{Path.GetFileName(path)} can't be read: {e.Message}"));
            }
        }
        return matches;
    }

    private static SourceMatch Only(string name, List<SourceMatch> matches) => matches switch
    {
        [SourceMatch one] => one,
        [] => new SourceMatch("there is no file of that name"),
        _ => new SourceMatch($"several files are named '{name}': "
            + SttErrors.Shorten(matches.Select(m => m.Path is null ? m.Reason! : Path.GetFileName(m.Path)))),
    };
}
