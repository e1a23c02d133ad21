namespace SttPowerShell.LocalService.Srgs;

/// <summary>A place in a grammar's text; lines and columns (UTF-16 code units) count from 1.</summary>
internal readonly record struct SrgsPosition(int Line, int Column);
