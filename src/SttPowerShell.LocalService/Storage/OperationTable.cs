using System.Data.Common;

namespace SttPowerShell.LocalService.Storage;

/// <summary>Rows of operations.</summary>
internal static class OperationTable
{
    /// <summary>Whether an operation with this key is queued or running.</summary>
    public static bool IsActive(DbTransaction transaction, string key)
    {
        using DbCommand command = transaction.Command(
            "SELECT EXISTS (SELECT 1 FROM operation WHERE key = @key AND state IN ('queued', 'running'))",
            ("@key", key));
        return command.ExecuteScalar() is 1L;
    }
}
