using System.Management.Automation;
using SttPowerShell.Errors;
using SttPowerShell.Exports;

namespace SttPowerShell.Commands;

/// <summary>Writes transcripts into files, in one or several formats.</summary>
/// <remarks>
/// <para>Files are named after the recordings: call.wav gives call.json, call.srt and so on. Recordings of the same
/// name from several directories get numbers, and a warning says so. What didn't come from a file is named
/// transcript.</para>
/// <para>Files are UTF-8 without a byte order mark, with points in numbers whatever the culture. Each is written under
/// another name first and then renamed, so that nobody ever finds half a file. Existing files are replaced unless
/// -NoClobber says otherwise.</para>
/// <para>Json has all that the object has, under the same names; ConvertFrom-Json reads it. Txt is the text, a phrase a
/// line. Csv and Tsv have a row for each phrase. Srt and Vtt are subtitles, and Ctm has a line for each word for NIST's
/// scoring tools; these three need transcripts that were made with -Timestamps.</para>
/// </remarks>
/// <example>
/// <summary>Write subtitles and the text of all recordings of a directory.</summary>
/// <code>Get-ChildItem *.wav | Invoke-SttRecognition -Timestamps |
///     Export-SttTranscript -Format Srt, Txt -OutputDirectory out</code>
/// <para>The directory is made if it isn't there.</para>
/// </example>
/// <example>
/// <summary>Keep a transcript with all its details, and read it again.</summary>
/// <code>$file = Invoke-SttRecognition call.wav -Timestamps | Export-SttTranscript -Format Json -PassThru
/// (Get-Content $file -Raw | ConvertFrom-Json).Results.Words</code>
/// <para>-PassThru gives the files that were written.</para>
/// </example>
/// <seealso cref="ConvertToSttSubtitleCommand"/>
/// <seealso cref="InvokeSttRecognitionCommand"/>
/// <seealso cref="MeasureSttWordErrorCommand"/>
[Cmdlet(VerbsData.Export, "SttTranscript", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSttTranscriptCommand : SubtitleCmdlet
{
    private readonly ExportNames _names = new();
    private string _directory = "";

    /// <summary>The formats to write: Json, Txt, Csv, Tsv, Srt, Vtt, Ctm.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public SttTranscriptFormat[] Format { get; set; } = [];

    /// <summary>Where to write. Without it: the current location. It is made if it isn't there.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string OutputDirectory { get; set; } = ".";

    /// <summary>Leaves existing files as they are; each is an error.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces files that are read-only too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the files that were written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task BeginAsync(CancellationToken cancel)
    {
        await base.BeginAsync(cancel);
        _directory = new FilePaths(this).OfNew(OutputDirectory);
    }

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        foreach (SttTranscript transcript in Transcript)
        {
            (string name, bool changed) = _names.Next(transcript.Path);
            if (changed)
            {
                WriteWarning($"Another recording of the same name was exported; '{transcript.Path}' is named {name}.");
            }
            foreach (SttTranscriptFormat format in Format.Distinct())
            {
                await ExportAsync(transcript, name, format, cancel);
            }
        }
    }

    private async Task ExportAsync(
        SttTranscript transcript, string name, SttTranscriptFormat format, CancellationToken cancel)
    {
        string path = Path.Combine(_directory, $"{name}.{TranscriptText.Extension(format)}");
        if (TranscriptText.Write(transcript, name, format, Layout, cancel) is not string text)
        {
            WriteError(TranscriptErrors.NoWordTimes(transcript, $"the format {format}"));
            return;
        }
        if (!ShouldProcess(path, "Write transcript")) return;
        try
        {
            if (Refusal(path) is ErrorRecord refusal)
            {
                WriteError(refusal);
                return;
            }
            Directory.CreateDirectory(_directory);
            await WholeFile.WriteAsync(path, text, !NoClobber, cancel);
            if (PassThru) WriteObject(new FileInfo(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            WriteError(TranscriptErrors.NotWritten(path, e));
        }
    }

    private ErrorRecord? Refusal(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists) return null;
        if (NoClobber) return TranscriptErrors.FileExists(path);
        if (!file.IsReadOnly) return null;
        if (!Force) return TranscriptErrors.FileReadOnly(path);
        file.IsReadOnly = false;
        return null;
    }
}
