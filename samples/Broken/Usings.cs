global using Intertwine;
global using TorchSharp;
global using static TorchSharp.torch;
global using static TorchSharp.torch.nn;
