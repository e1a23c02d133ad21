using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace SttPowerShell.Client.Credentials;

/// <summary>
/// The key of a credential store, and what is sealed with it: AES-256-GCM with a random nonce. A credential's other
/// values are sealed in as associated data, so that a secret can't be led to another URL by changing the file.
/// </summary>
internal sealed class CredentialKey : IDisposable
{
    private const string FileName = "credentials.key";
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly AesGcm _cipher;
    private readonly string _path;

    private CredentialKey(byte[] key, string path)
    {
        _cipher = new AesGcm(key, TagBytes);
        _path = path;
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Reads the key; null if there is none yet.</summary>
    /// <exception cref="CredentialStoreException">The file isn't a key, or others could read it.</exception>
    public static CredentialKey? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        byte[]? key = PrivateFile.Read(path, 4096);
        if (key is null) return null;
        if (key.Length == KeyBytes) return new CredentialKey(key, path);
        throw new CredentialStoreException(
            "CredentialKeyDamaged", $"The file '{path}' is not a key of the credential store.",
            "Restore it from a backup, or delete it, remove the stored credentials and set them again.");
    }

    /// <summary>Makes and writes a new key. The store must be locked.</summary>
    public static CredentialKey Create(string folder)
    {
        PrivateFile.CreateFolder(folder);
        string path = Path.Combine(folder, FileName);
        byte[] key = RandomNumberGenerator.GetBytes(KeyBytes);
        PrivateFile.Replace(path, key);
        return new CredentialKey(key, path);
    }

    /// <summary>Seals secrets for one credential.</summary>
    public string Seal(CredentialSecrets secrets, StoredCredential credential)
    {
        byte[] plain = JsonSerializer.SerializeToUtf8Bytes(secrets, CredentialJson.Default.CredentialSecrets);
        byte[] box = new byte[NonceBytes + TagBytes + plain.Length];
        Span<byte> nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        _cipher.Encrypt(
            nonce, plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Associated(credential));
        CryptographicOperations.ZeroMemory(plain);
        return Convert.ToBase64String(box);
    }

    /// <summary>Opens what was sealed for one credential.</summary>
    /// <exception cref="CredentialStoreException">It was changed, or sealed with another key.</exception>
    public CredentialSecrets Open(StoredCredential credential)
    {
        try
        {
            byte[] box = Convert.FromBase64String(credential.Sealed!);
            byte[] plain = new byte[Math.Max(0, box.Length - NonceBytes - TagBytes)];
            _cipher.Decrypt(
                box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), plain,
                Associated(credential));
            CredentialSecrets secrets =
                JsonSerializer.Deserialize(plain, CredentialJson.Default.CredentialSecrets)!;
            CryptographicOperations.ZeroMemory(plain);
            return secrets;
        }
        catch (Exception e) when (
            e is CryptographicException or FormatException or ArgumentException or JsonException)
        {
            throw new CredentialStoreException(
                "CredentialUnreadable",
                $"The credential '{credential.Name}' can't be opened: it was changed outside this module, or sealed "
                + $"with another key than '{_path}'.",
                $"Set it again with Set-SttCredential {credential.Name}.", e);
        }
    }

    public void Dispose() => _cipher.Dispose();

    /// <summary>
    /// All values beside the secrets, each with its length before it, so that none can pass for another.
    /// </summary>
    private static byte[] Associated(StoredCredential credential)
    {
        string?[] values =
        [
            credential.Name, credential.Uri, credential.Authentication, credential.AuthenticationUri,
            credential.UserName, credential.HasApiKey ? "key" : "password", credential.ClientId, credential.Scope,
        ];
        using MemoryStream all = new();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string? value in values)
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(value ?? "");
            BinaryPrimitives.WriteInt32LittleEndian(length, value is null ? -1 : bytes.Length);
            all.Write(length);
            all.Write(bytes);
        }

        return all.ToArray();
    }
}
