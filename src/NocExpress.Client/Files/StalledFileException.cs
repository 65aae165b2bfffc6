using System.IO;

namespace NocExpress.Client.Files;

/// <summary>A file gave nothing for as long as anybody waits.</summary>
internal sealed class StalledFileException(string path) : IOException($"the file '{path}' gave nothing in time");
