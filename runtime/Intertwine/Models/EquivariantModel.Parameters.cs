using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Intertwine;

public abstract partial class EquivariantModel
{
    private void RegisterParameters(ScalarType type, Device device)
    {
        using IDisposable normalMode = torch.inference_mode(false);
        using IDisposable noGradient = torch.no_grad();
        foreach (ParameterDefinition definition in Definition.Parameters)
        {
            Tensor values = torch.empty(Array.ConvertAll([.. definition.Shape], extent => (long)extent), dtype: type, device: device);
            switch (definition.Init)
            {
                case ParameterInit.Uniform uniform:
                    values.uniform_(-uniform.Bound, uniform.Bound);
                    break;
                case ParameterInit.XavierUniform xavier:
                    values.uniform_(-xavier.Bound, xavier.Bound);
                    break;
                case ParameterInit.Normal normal:
                    values.normal_(0, normal.Deviation);
                    break;
                case ParameterInit.Ones:
                    values.fill_(1);
                    break;
                case ParameterInit.Constant constant:
                    values.fill_(constant.Value);
                    break;
                default:
                    values.fill_(0);
                    break;
            }

            Parameter parameter = new(values, requires_grad: true);
            parameter.DetachFromDisposeScope();
            register_parameter(definition.Name, parameter);
        }
    }

    private void RegisterBuffers(ScalarType type, Device device)
    {
        using IDisposable normalMode = torch.inference_mode(false);
        foreach (BatchNormDefinition norm in Definition.BatchNorms)
        {
            if (norm.Means > 0)
            {
                register_buffer(norm.RunningMean, torch.zeros(norm.Means, dtype: type, device: device).DetachFromDisposeScope());
            }

            register_buffer(norm.RunningVariance, torch.ones(norm.Channels, dtype: type, device: device).DetachFromDisposeScope());
            register_buffer(norm.BatchesTracked, torch.zeros([], dtype: ScalarType.Int64, device: device).DetachFromDisposeScope());
        }
    }
}
