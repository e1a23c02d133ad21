using System.IO.Pipelines;

namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>A file in an archive.</summary>
/// <param name="Name">Its path, with slashes.</param>
/// <param name="Content">Its bytes, to be read until the next member is asked for; the archive completes it.</param>
internal sealed record ArchiveMember(string Name, PipeReader Content);
