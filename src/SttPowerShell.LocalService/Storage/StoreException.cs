namespace SttPowerShell.LocalService.Storage;

/// <summary>The store could not be opened, read or changed. A change that throws this has not happened.</summary>
internal sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
