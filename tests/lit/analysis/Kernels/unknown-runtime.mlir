// RUN: not %perf-opt opt --perf-form-kernels=runtime=openvino %s 2>&1 | FileCheck %s
// CHECK: error: unknown runtime 'openvino'; expected eager, inductor, onnxruntime or tensorrt
module {}
